package dev.midstream.job;

import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.intake.ClockLead;
import dev.midstream.job.metric.Predictions.Probabilities;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.ClassificationSums;
import java.time.Duration;

/**
 * What the job reports of scored images.
 *
 * @param eceBins number of bins of calibration errors
 * @param windows event-time windows
 * @param clockLead how far event time may be ahead of the present
 * @param probabilities whether predictions include the probabilities of all classes
 * @param emitInterval time between two reports of a figure that changes
 */
record FigureSettings(
        int eceBins,
        Windows windows,
        ClockLead clockLead,
        Probabilities probabilities,
        Duration emitInterval) {
    private static final Duration MIN_EMIT_INTERVAL = Duration.ofMillis(10);
    private static final Duration MIN_WINDOW = Duration.ofMillis(100);

    FigureSettings {
        JobSettings.requireAtLeast("--emit-interval", emitInterval, MIN_EMIT_INTERVAL);
        if (windows.sizeMillis() != 0) {
            JobSettings.requireAtLeast(
                    "--window", Duration.ofMillis(windows.sizeMillis()), MIN_WINDOW);
        }
        // Its message lists the valid numbers of bins.
        ClassificationFigures.of(ClassificationSums.EMPTY, eceBins);
    }
}
