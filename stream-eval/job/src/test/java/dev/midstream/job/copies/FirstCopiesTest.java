package dev.midstream.job.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.intake.LabelledImage;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

final class FirstCopiesTest {
    @Test
    void isFirst_copy_isNot() throws Exception {
        try (var harness = harness()) {
            harness.open();
            process(harness, "a", "b", "a", "b", "c");
            assertThat(passed(harness)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void isFirst_anythingDiffers_is() throws Exception {
        List<ImageContext> images =
                List.of(
                        new ImageContext("run", "a", "noise", "snow", 1, 0, -1),
                        new ImageContext("run", "a", "noise", "snow", 2, 0, -1),
                        new ImageContext("run", "a", "noise", "fog", 1, 0, -1),
                        new ImageContext("run", "b", "noise", "snow", 1, 0, -1),
                        new ImageContext("run", "a", "other", "snow", 1, 0, -1),
                        new ImageContext("runn", "a", "oise", "snow", 1, 0, -1),
                        new ImageContext("ru", "a", "nnoise", "snow", 1, 0, -1));
        try (var harness = harness()) {
            harness.open();
            for (ImageContext image : images) {
                harness.processElement(CopiesOperator.image(image), 0);
            }
            // Another label makes no other image.
            harness.processElement(
                    CopiesOperator.image(new ImageContext("run", "a", "noise", "snow", 1, 2, 1)),
                    0);
            assertThat(harness.extractOutputValues())
                    .extracting(LabelledImage::context)
                    .containsExactlyElementsOf(images);
        }
    }

    @Test
    void isFirst_moreImagesThanRemembered_earliestForgotten() throws Exception {
        // Two of a key group.
        try (var harness = CopiesOperator.harness(256, 1, 0)) {
            harness.open();
            List<String> ids = ofOneGroup(7);
            process(harness, ids.get(0), ids.get(1), ids.get(2), ids.get(3));
            // All of two generations are still known.
            process(harness, ids.get(0), ids.get(3));
            assertThat(passed(harness)).hasSize(4);
            process(harness, ids.get(4));
            process(harness, ids.get(2), ids.get(3));
            assertThat(passed(harness)).hasSize(5);
            process(harness, ids.get(0));
            assertThat(passed(harness)).hasSize(6).endsWith(ids.get(0));
        }
    }

    @Test
    void snapshot_moreImagesThanRemembered_stateIsBounded() throws Exception {
        try (var harness = CopiesOperator.harness(256, 1, 0)) {
            harness.open();
            for (String id : ofOneGroup(500)) {
                process(harness, id);
                if (id.endsWith("7")) {
                    harness.snapshot(1, 1);
                }
            }
            harness.snapshot(1, 1);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            assertThat(((CopiesOperator) harness.getOneInputOperator()).chunks())
                    .isLessThanOrEqualTo(3);
        }
    }

    @Test
    void restore_severalTimes_generationsGoOn() throws Exception {
        List<String> ids = ofOneGroup(40);
        OperatorSubtaskState snapshot = null;
        for (int i = 0; i < ids.size(); i++) {
            try (var harness = CopiesOperator.harness(5 * 128, 1, 0)) {
                if (snapshot != null) {
                    harness.initializeState(snapshot);
                }
                harness.open();
                process(harness, ids.get(i));
                for (int before = Math.max(0, i - 4); before <= i; before++) {
                    process(harness, ids.get(before));
                }
                assertThat(passed(harness)).containsExactly(ids.get(i));
                assertThat(((CopiesOperator) harness.getOneInputOperator()).chunks())
                        .isLessThanOrEqualTo(11);
                snapshot = harness.snapshot(i, i);
            }
        }
    }

    @Test
    void restore_moreSubtasks_eachRemembersItsOwn() throws Exception {
        OperatorSubtaskState snapshot;
        List<LabelledImage> images =
                IntStream.range(0, 100)
                        .mapToObj(i -> CopiesOperator.image("run", "image-" + i))
                        .toList();
        try (var harness = harness()) {
            harness.open();
            for (LabelledImage image : images) {
                harness.processElement(image, 0);
            }
            snapshot = harness.snapshot(1, 1);
        }
        int all = 0;
        for (int index = 0; index < 2; index++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            snapshot, CopiesOperator.MAX_PARALLELISM, 1, 2, index);
            try (var harness = CopiesOperator.harness(CopiesOperator.IMAGES, 2, index)) {
                harness.initializeState(part);
                harness.open();
                for (LabelledImage image : images) {
                    if (subtask(image) == index) {
                        harness.processElement(image, 0);
                        all++;
                    }
                }
                assertThat(passed(harness)).isEmpty();
            }
        }
        assertThat(all).isEqualTo(images.size());
    }

    @Test
    void forget_image_mayComeAgain() throws Exception {
        try (var harness = harness()) {
            harness.open();
            process(harness, "a");
            ((CopiesOperator) harness.getOneInputOperator())
                    .forget(CopiesOperator.image("run", "a"));
            assertThat(passed(harness)).containsExactly("a");
            process(harness, "b");
            harness.snapshot(1, 1);
            process(harness, "a", "a");
            assertThat(passed(harness)).containsExactly("a", "b", "a");
        }
    }

    @Test
    void restore_onRocksDb_remembers() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend());
            harness.open();
            process(harness, "a", "a", "b");
            assertThat(passed(harness)).containsExactly("a", "b");
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend());
            harness.initializeState(snapshot);
            harness.open();
            process(harness, "a", "c");
            assertThat(passed(harness)).containsExactly("c");
        }
    }

    @Test
    void restore_recordedSnapshot_goesOn() throws Exception {
        try (var harness = harness()) {
            harness.initializeState(
                    OperatorSnapshotUtil.readStateHandle(
                            "src/test/resources/state/first-copies-v1-snapshot"));
            harness.open();
            process(harness, "image-0", "image-9", "image-10");
            assertThat(passed(harness)).containsExactly("image-10");
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<Integer, LabelledImage, LabelledImage>
            harness() throws Exception {
        return CopiesOperator.harness(CopiesOperator.IMAGES, 1, 0);
    }

    private static void process(
            KeyedOneInputStreamOperatorTestHarness<Integer, LabelledImage, LabelledImage> harness,
            String... ids)
            throws Exception {
        for (String id : ids) {
            harness.processElement(CopiesOperator.image("run", id), 0);
        }
    }

    private static List<String> passed(
            KeyedOneInputStreamOperatorTestHarness<Integer, LabelledImage, LabelledImage> harness) {
        return harness.extractOutputValues().stream()
                .map(image -> image.context().imageId())
                .toList();
    }

    private static int subtask(LabelledImage image) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                new CopyKey().getKey(image), CopiesOperator.MAX_PARALLELISM, 2);
    }

    private static List<String> ofOneGroup(int images) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "image-" + i)
                .filter(id -> group(CopiesOperator.image("run", id)) == 0)
                .limit(images)
                .toList();
    }

    private static int group(LabelledImage image) {
        return KeyGroupRangeAssignment.assignToKeyGroup(
                new CopyKey().getKey(image), CopiesOperator.MAX_PARALLELISM);
    }
}
