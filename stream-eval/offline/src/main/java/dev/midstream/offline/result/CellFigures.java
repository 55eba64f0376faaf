package dev.midstream.offline.result;

import dev.midstream.MetricFigures;
import dev.midstream.RobustnessMetric;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All figures of one column under one condition, by observed labels.
 *
 * @param metric those that the stream has too, of at least one image
 * @param offline those that need every single outcome
 */
public record CellFigures(RobustnessMetric metric, OfflineCell offline) {
    private MetricFigures figures() {
        return metric.getFigures();
    }

    public long images() {
        return metric.getSums().getCount();
    }

    public double accuracy() {
        return present(figures().getAccuracy());
    }

    double top5Accuracy() {
        return present(figures().getTop5Accuracy());
    }

    double ece() {
        return present(figures().getEce());
    }

    double maximumCalibrationError() {
        return present(figures().getMce());
    }

    double negativeLogLikelihood() {
        return present(figures().getNegativeLogLikelihood());
    }

    double brier() {
        return present(figures().getBrier());
    }

    double meanConfidence() {
        return present(figures().getMeanConfidence());
    }

    private static double present(@Nullable Double figure) {
        return Objects.requireNonNull(figure, "figures of no image");
    }
}
