package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.job.fixture.TestModel;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelChange.Action;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.awaitility.Awaitility;

/** Announces models to operators, and finds out which they score with. */
final class ScoringProbe {
    private static final int STEP_MILLIS = 50;

    private long time;

    /** Announces a model by its path or its id. */
    static void announce(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness,
            Action action,
            Object model)
            throws Exception {
        byte[] value = {1, 2, 3};
        harness.processElement2(
                new StreamRecord<>(
                        new ModelChange(
                                action,
                                model.toString(),
                                0,
                                new ConsumedRecord("models", 0, 0, 0, null, value))));
    }

    /** Lets the operators' clock go on. */
    void pass(Duration duration) {
        time += duration.toMillis();
    }

    /** Scores one image a little later, and says which models answered it. */
    List<String> scoredBy(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness)
            throws Exception {
        time += STEP_MILLIS;
        harness.setProcessingTime(time);
        harness.getOutput().clear();
        harness.processElement1(
                new LabelledImage(
                        new ImageContext("run", "image", "noise", "none", 0, 0, -1),
                        new ConsumedRecord("images", 0, 0, 0, null, null),
                        0,
                        new byte[TestModel.IMAGE_BYTES]),
                0);
        harness.prepareSnapshotPreBarrier(1);
        return harness.extractOutputValues().stream()
                .flatMap(image -> image.answers().stream())
                .map(answer -> answer.panel().modelId())
                .toList();
    }

    /** Scores images until these models answer them. */
    void awaitScoredBy(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness,
            String... models) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .untilAsserted(() -> assertThat(scoredBy(harness)).containsExactly(models));
    }
}
