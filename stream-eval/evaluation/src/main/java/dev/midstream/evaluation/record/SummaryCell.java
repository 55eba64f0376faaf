package dev.midstream.evaluation.record;

import dev.midstream.RobustnessMetric;
import dev.midstream.ScopeKind;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a summary takes from the figures of one corruption and severity.
 *
 * @param corruption {@code none}, or its name
 * @param severity 0 for clean images, else 1 to 5
 * @param images how many were counted, at least 1
 * @param accuracy in [0, 1]
 * @param ece in [0, 1]
 */
public record SummaryCell(
        String corruption, int severity, long images, double accuracy, double ece) {
    static final Comparator<SummaryCell> ORDER =
            Comparator.comparing(SummaryCell::corruption).thenComparing(SummaryCell::severity);

    /** The cell of a cumulative record; empty for a window's, and while no image was counted. */
    public static Optional<SummaryCell> of(RobustnessMetric metric) {
        @Nullable Double accuracy = metric.getFigures().getAccuracy();
        @Nullable Double ece = metric.getFigures().getEce();
        if (metric.getScope().getKind() != ScopeKind.CUMULATIVE
                || accuracy == null
                || ece == null) {
            return Optional.empty();
        }
        return Optional.of(
                new SummaryCell(
                        metric.getKey().getCorruption(),
                        metric.getKey().getSeverity(),
                        metric.getSums().getCount(),
                        accuracy,
                        ece));
    }

    /** Whether the images are as they are. */
    public boolean clean() {
        return severity == 0;
    }
}
