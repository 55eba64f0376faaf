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
            names = "--most-waiting",
            paramLabel = "N",
            description =
                    "Images that may wait for their label at once, in all subtasks together. Those"
                            + " beyond are counted and left out.")
    private long mostWaiting = 1_000_000;

    LabelWaiting waiting() {
        return new LabelWaiting(timeout.toMillis(), mostWaiting);
    }
}
