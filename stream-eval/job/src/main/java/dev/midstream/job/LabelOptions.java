package dev.midstream.job;

import dev.midstream.cli.DurationConverter;
import dev.midstream.job.labels.LabelWaiting;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of labels that come after their image. */
final class LabelOptions {
    @Option(
            names = "--label-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long an image waits for its label, and a label for its images.")
    private Duration timeout = Duration.ofHours(24);

    @Option(
            names = "--max-waiting-images",
            paramLabel = "N",
            description =
                    "The most images that may wait for their labels at once, in all subtasks"
                            + " together. Further ones are counted and left out of the figures.")
    private long maxWaitingImages = 1_000_000;

    LabelWaiting waiting() {
        return new LabelWaiting(timeout.toMillis(), maxWaitingImages);
    }
}
