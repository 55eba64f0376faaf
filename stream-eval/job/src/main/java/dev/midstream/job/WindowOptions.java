package dev.midstream.job;

import dev.midstream.cli.DurationConverter;
import dev.midstream.job.eventtime.Windows;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of event-time windows. */
final class WindowOptions {
    @Option(
            names = "--window",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Length of the windows of publication time whose figures go to the windows"
                            + " topic; 0s for none.")
    private Duration window = Duration.ofSeconds(10);

    @Option(
            names = "--out-of-orderness",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How much later than a younger image an image may come.")
    private Duration outOfOrderness = Duration.ofSeconds(5);

    @Option(
            names = "--allowed-lateness",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How long after its end a window still takes images and is reported anew. What"
                            + " comes later is counted as late, and in the cumulative figures.")
    private Duration allowedLateness = Duration.ZERO;

    Windows windows() {
        return Windows.of(window, outOfOrderness, allowedLateness);
    }
}
