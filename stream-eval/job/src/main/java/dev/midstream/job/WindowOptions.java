package dev.midstream.job;

import dev.midstream.cli.DurationConverter;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.intake.ClockLead;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of event-time windows. */
final class WindowOptions {
    @Option(
            names = "--window",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description =
                    "Length of the windows of publication time whose figures go to the windows"
                            + " topic; 0s for none (default: ${DEFAULT-VALUE}).")
    private Duration window = Duration.ZERO;

    @Option(
            names = "--out-of-orderness",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description =
                    "How much later than a younger image an image may arrive (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration outOfOrderness = Duration.ZERO;

    @Option(
            names = "--allowed-lateness",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = DurationConverter.class,
            description =
                    "How long after its end a window still takes images and is reported anew. Later"
                            + " images are counted as late, and in the cumulative figures (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration allowedLateness = Duration.ZERO;

    @Option(
            names = "--max-clock-lead",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description =
                    "Images whose publication time is further ahead of the present are dead"
                            + " letters, if there are windows (default: ${DEFAULT-VALUE}).")
    private Duration maxClockLead = Duration.ZERO;

    ClockLead clockLead() {
        return window.isZero() ? ClockLead.ANY : new ClockLead(maxClockLead.toMillis());
    }

    Windows windows() {
        return Windows.of(window, outOfOrderness, allowedLateness);
    }
}
