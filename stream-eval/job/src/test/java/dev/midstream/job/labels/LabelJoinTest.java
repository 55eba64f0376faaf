package dev.midstream.job.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.job.intake.ArrivedLabel;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.scoring.ScoredImage;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

/** Images and labels wait for a second, two images a key group. */
final class LabelJoinTest {
    @Test
    void label_afterItsImages_allGoOnWithItAndTheirTime() throws Exception {
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.open();
            harness.processElement1(LabelJoinState.image("a", "none", 0), 5);
            harness.processElement1(LabelJoinState.image("a", "snow", 3), 7);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processElement2(label("a", 2, 1), 99);
            assertThat(harness.extractOutputValues())
                    .extracting(image -> image.context().corruption())
                    .containsExactly("none", "snow");
            assertThat(harness.getOutput())
                    .extracting(record -> ((StreamRecord<?>) record).getTimestamp())
                    .containsExactly(5L, 7L);
            ScoredImage first = harness.extractOutputValues().get(0);
            assertThat(first.context().label()).isEqualTo(2);
            assertThat(first.context().trueLabel()).isEqualTo(1);
            assertThat(first.answers().get(0).logits()).containsExactly(1, 2, 3, -4, 5.5f, 1e-30f);
            assertThat(first.answers().get(0).panel())
                    .isEqualTo(LabelJoinState.image("a", "none", 0).answers().get(0).panel());
        }
    }

    @Test
    void label_beforeItsImage_isThere() throws Exception {
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.open();
            harness.processElement2(label("a", 2, ImageContext.NO_LABEL), 0);
            harness.processElement1(LabelJoinState.image("a", "none", 0), 5);
            harness.processElement1(LabelJoinState.image("b", "none", 0), 5);
            assertThat(harness.extractOutputValues())
                    .extracting(image -> image.context().imageId() + image.context().label())
                    .containsExactly("a2");
        }
    }

    @Test
    void image_withoutLabelInTime_expiresWithItsLatestVersion() throws Exception {
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.open();
            harness.processElement1(LabelJoinState.image("a", "none", 0), 5);
            harness.setProcessingTime(500);
            harness.processElement1(LabelJoinState.image("a", "snow", 1), 5);
            harness.setProcessingTime(1499);
            assertThat(counts(harness)).containsExactly(0L, 0L, 0L, 0L);
            harness.setProcessingTime(1500);
            assertThat(counts(harness)).containsExactly(0L, 2L, 0L, 0L);
            harness.processElement2(label("a", 2, 1), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.setProcessingTime(3000);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void restore_jobWasStoppedForLongerThanTheTimeout_imageAndLabelStillWait() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.open();
            harness.processElement1(LabelJoinState.image("a", "none", 0), 5);
            harness.processElement2(label("b", 2, 1), 5);
            harness.setProcessingTime(500);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.setProcessingTime(1_000_000);
            harness.initializeState(snapshot);
            harness.open();
            harness.setProcessingTime(1_000_400);
            harness.processElement2(label("a", 2, 1), 0);
            harness.processElement1(LabelJoinState.image("b", "none", 0), 5);
            assertThat(harness.extractOutputValues()).hasSize(2);
        }
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.setProcessingTime(1_000_000);
            harness.initializeState(snapshot);
            harness.open();
            harness.setProcessingTime(1_000_500);
            assertThat(counts(harness)).containsExactly(0L, 1L, 0L, 1L);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void images_manyOfAKey_haveOneTimer() throws Exception {
        try (var harness = manyWaiting()) {
            harness.open();
            for (int severity = 0; severity < 96; severity++) {
                harness.setProcessingTime(severity);
                harness.processElement1(LabelJoinState.image("a", "snow", severity), 5);
            }
            assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
            harness.setProcessingTime(1094);
            assertThat(counts(harness)).containsExactly(0L, 0L, 0L, 0L);
            harness.setProcessingTime(1095);
            assertThat(counts(harness)).containsExactly(0L, 96L, 0L, 0L);
            assertThat(harness.numProcessingTimeTimers()).isZero();
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void label_keyGroupFull_isGivenToWaitingImagesOnly() throws Exception {
        List<String> ids =
                Stream.iterate(0, i -> i + 1)
                        .map(i -> "image-" + i)
                        .filter(id -> group(id) == group("image-0"))
                        .limit(3)
                        .toList();
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.open();
            harness.processElement2(label(ids.get(0), 1, 1), 0);
            harness.processElement2(label(ids.get(1), 1, 1), 0);
            harness.processElement1(LabelJoinState.image(ids.get(2), "snow", 1), 5);
            harness.processElement2(label(ids.get(2), 1, 1), 0);
            assertThat(harness.extractOutputValues()).hasSize(1);
            LabelJoin join = (LabelJoin) harness.getOperator();
            assertThat(join.counters().counter(LabelCounters.NOT_KEPT).getCount()).isEqualTo(1);
            assertThat(harness.numProcessingTimeTimers()).isEqualTo(2);
            // The same label again needs no more room.
            harness.processElement2(label(ids.get(1), 2, 1), 0);
            harness.processElement1(LabelJoinState.image(ids.get(1), "snow", 1), 5);
            assertThat(harness.extractOutputValues().get(1).context().label()).isEqualTo(2);
            // There is room again.
            harness.setProcessingTime(1000);
            harness.processElement2(label(ids.get(2), 1, 1), 0);
            harness.processElement1(LabelJoinState.image(ids.get(2), "snow", 2), 5);
            assertThat(harness.extractOutputValues()).hasSize(3);
        }
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, ScoredImage, ArrivedLabel, ScoredImage>
            manyWaiting() throws Exception {
        return LabelJoinState.harness(new LabelWaiting(1000, 128 * 96, 128));
    }

    private static int group(String id) {
        return KeyGroupRangeAssignment.assignToKeyGroup(
                LabelJoin.key(label(id, 0, 0)), LabelJoinState.MAX_PARALLELISM);
    }

    @Test
    void label_kept_expires() throws Exception {
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.open();
            harness.processElement2(label("a", 2, 1), 0);
            harness.setProcessingTime(1000);
            harness.processElement1(LabelJoinState.image("a", "snow", 1), 5);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.setProcessingTime(2000);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void image_keyGroupFull_doesNotWait() throws Exception {
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.open();
            for (int severity = 1; severity <= 3; severity++) {
                harness.processElement1(LabelJoinState.image("a", "snow", severity), 5);
            }
            harness.processElement2(label("a", 2, 1), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(image -> image.context().severity())
                    .containsExactly(1, 2);
            // There is room again.
            harness.processElement1(LabelJoinState.image("b", "snow", 1), 5);
            harness.processElement2(label("b", 2, 1), 0);
            assertThat(harness.extractOutputValues()).hasSize(3);
        }
    }

    @Test
    void restore_twoSubtasks_eachMatchesItsOwn() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.open();
            for (int i = 0; i < 20; i++) {
                harness.processElement1(LabelJoinState.image("image-" + i, "snow", 1), 5);
            }
            snapshot = harness.snapshot(1, 1);
        }
        int matched = 0;
        for (int index = 0; index < 2; index++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            snapshot, LabelJoinState.MAX_PARALLELISM, 1, 2, index);
            try (var harness = LabelJoinState.harness(2, index)) {
                harness.initializeState(part);
                harness.open();
                for (int i = 0; i < 20; i++) {
                    if (owns(harness, i)) {
                        harness.processElement2(label("image-" + i, 1, 1), 0);
                    }
                }
                int own = harness.extractOutputValues().size();
                assertThat(own).isBetween(1, 19);
                matched += own;
            }
        }
        assertThat(matched).isEqualTo(20);
    }

    @Test
    void counters_restoredOnTwoSubtasks_sumGoesOn() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.open();
            for (int severity = 1; severity <= 3; severity++) {
                harness.processElement1(LabelJoinState.image("a", "snow", severity), 5);
            }
            harness.processElement2(label("a", 2, 1), 0);
            harness.processElement1(LabelJoinState.image("b", "snow", 1), 5);
            harness.processElement2(label("c", 2, 1), 0);
            harness.setProcessingTime(1000);
            assertThat(counts(harness)).containsExactly(2L, 1L, 1L, 1L);
            snapshot = harness.snapshot(1, 1);
        }
        long[] sums = new long[4];
        for (int index = 0; index < 2; index++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            snapshot, LabelJoinState.MAX_PARALLELISM, 1, 2, index);
            try (var harness = LabelJoinState.harness(2, index)) {
                harness.initializeState(part);
                harness.open();
                List<Long> counts = counts(harness);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += counts.get(i);
                }
            }
        }
        assertThat(sums).containsExactly(2, 1, 1, 1);
    }

    /** Matched, expired, crowded out, unmatched. */
    private static List<Long> counts(
            KeyedTwoInputStreamOperatorTestHarness<?, ?, ?, ScoredImage> harness) {
        LabelJoin join = (LabelJoin) harness.getOperator();
        return Stream.of(
                        LabelCounters.MATCHED,
                        LabelCounters.EXPIRED,
                        LabelCounters.CROWDED_OUT,
                        LabelCounters.UNMATCHED)
                .map(name -> join.counters().counter(name).getCount())
                .toList();
    }

    @Test
    void restore_stateOnDisk_matchesWhatWaited() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend());
            harness.open();
            harness.processElement1(LabelJoinState.image("a", "none", 0), 5);
            harness.processElement1(LabelJoinState.image("a", "snow", 2), 6);
            harness.processElement1(LabelJoinState.image("b", "none", 0), 7);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend());
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement2(label("a", 1, 1), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(image -> image.context().corruption())
                    .containsExactly("none", "snow");
            harness.setProcessingTime(1000);
            harness.processElement2(label("b", 1, 1), 0);
            assertThat(harness.extractOutputValues()).hasSize(2);
        }
    }

    @Test
    void restore_version1_matchesWhatWaited() throws Exception {
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.initializeState(
                    OperatorSnapshotUtil.readStateHandle(
                            "src/test/resources/state/label-join-v1-snapshot"));
            harness.open();
            harness.processElement2(label("waiting", 0, ImageContext.NO_LABEL), 0);
            harness.processElement1(LabelJoinState.image("early", "none", 0), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(image -> image.context().imageId() + image.context().label())
                    .containsExactly("waiting0", "early2");
            assertThat(((StreamRecord<?>) harness.getOutput().element()).getTimestamp())
                    .isEqualTo(77);
        }
    }

    @Test
    void restore_version2_classesOfWhatWaitedAreMapped() throws Exception {
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.initializeState(
                    OperatorSnapshotUtil.readStateHandle(
                            "src/test/resources/state/label-join-v2-snapshot"));
            harness.open();
            harness.processElement2(label("waiting", 0, ImageContext.NO_LABEL), 0);
            harness.processElement1(LabelJoinState.image("early", "none", 0), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(image -> image.context().imageId() + image.context().label())
                    .containsExactly("waiting0", "early2");
            assertThat(harness.extractOutputValues().get(0).answers())
                    .usingRecursiveComparison()
                    .isEqualTo(LabelJoinState.mapped("waiting", "snow", 4).answers());
        }
    }

    @Test
    void restore_version2_labelsAreCountedAndAllExpires() throws Exception {
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.initializeState(
                    OperatorSnapshotUtil.readStateHandle(
                            "src/test/resources/state/label-join-v2-snapshot"));
            harness.open();
            // Its timers fire, and what waits does so for once more.
            harness.setProcessingTime(1000);
            assertThat(counts(harness)).containsExactly(0L, 0L, 0L, 0L);
            harness.setProcessingTime(2000);
            assertThat(counts(harness)).containsExactly(0L, 1L, 0L, 1L);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(((LabelJoin) harness.getOperator()).labelsWaiting()).isZero();
        }
    }

    @Test
    void restore_version3_goesOn() throws Exception {
        try (var harness = LabelJoinState.harness(1, 0)) {
            harness.setProcessingTime(1_000_000);
            harness.initializeState(
                    OperatorSnapshotUtil.readStateHandle(
                            "src/test/resources/state/label-join-v3-snapshot"));
            harness.open();
            assertThat(((LabelJoin) harness.getOperator()).labelsWaiting()).isEqualTo(1);
            harness.setProcessingTime(1_000_900);
            harness.processElement2(label("waiting", 0, ImageContext.NO_LABEL), 0);
            harness.processElement1(LabelJoinState.image("early", "none", 0), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(image -> image.context().imageId() + image.context().label())
                    .containsExactly("waiting0", "early2");
            assertThat(harness.extractOutputValues().get(0).answers())
                    .usingRecursiveComparison()
                    .isEqualTo(LabelJoinState.mapped("waiting", "snow", 4).answers());
        }
    }

    private static boolean owns(
            KeyedTwoInputStreamOperatorTestHarness<?, ?, ?, ?> harness, int number) {
        var task = harness.getEnvironment().getTaskInfo();
        String key = LabelJoin.key(label("image-" + number, 0, 0));
        int group = KeyGroupRangeAssignment.assignToKeyGroup(key, LabelJoinState.MAX_PARALLELISM);
        return KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        LabelJoinState.MAX_PARALLELISM, 2, task.getIndexOfThisSubtask())
                .contains(group);
    }

    private static ArrivedLabel label(String imageId, int label, int trueLabel) {
        return new ArrivedLabel("run", imageId, label, trueLabel);
    }
}
