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
            defaultValue = "24h",
            converter = DurationConverter.class,
            description =
                    "How long an image waits for its label, and a label for its images. While the"
                        + " job is stopped, the time does not count (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--max-waiting-images",
            paramLabel = "N",
            defaultValue = "1000000",
            description =
                    "Images that may wait for their label at once, in all subtasks together."
                        + " Further images are counted and left out (default: ${DEFAULT-VALUE}).")
    private long maxWaitingImages = 1_000_000;

    @Option(
            names = "--max-waiting-labels",
            paramLabel = "N",
            defaultValue = "2000000",
            description =
                    "Labels that may wait for images at once, in all subtasks together. Further"
                        + " labels are given to images that wait and counted, and images that come"
                        + " after them do not get them (default: ${DEFAULT-VALUE}).")
    private long maxWaitingLabels = 2_000_000;

    LabelWaiting waiting() {
        return new LabelWaiting(timeout.toMillis(), maxWaitingImages, maxWaitingLabels);
    }
}
