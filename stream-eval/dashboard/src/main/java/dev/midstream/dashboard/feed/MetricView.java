package dev.midstream.dashboard.feed;

import dev.midstream.MetricKey;
import dev.midstream.PairedComparison;
import dev.midstream.PointPosition;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One metric as the dashboard gives it out; the components are the JSON field names, which stay.
 *
 * <p>All figures derive from the sums of the record, so that they are finite and agree with each
 * other whatever a record claims. They are null while no image has been counted.
 *
 * @param severity 0 for clean images, else 1 to 5
 * @param labelKind {@code OBSERVED} or {@code TRUE}
 * @param count images counted
 * @param accuracy share of correct answers, in [0, 1]
 * @param accuracyLow lower end of the always-valid 95 % confidence sequence
 * @param accuracyHigh upper end of it
 * @param top5Accuracy share of images whose label is among the five largest logits
 * @param ece expected calibration error over {@code eceBins} bins, in [0, 1]
 * @param eceLow lower end of the always-valid 95 % confidence sequence of {@code ece}
 * @param eceHigh upper end of it
 * @param mce largest calibration error of a bin that holds images, in [0, 1]
 * @param negativeLogLikelihood mean, in nats
 * @param brier mean Brier score, in [0, 2]
 * @param meanConfidence mean top-1 confidence, in [0, 1]
 * @param bins the images by confidence, in {@code eceBins} bins
 * @param comparison against a reference point on the same images, null where none was named
 * @param position where the point lies in its subspace, null for what is not one point
 * @param relabelled counted images whose observed label is not the true one
 * @param late images that came too late for their window; they are counted here
 */
public record MetricView(
        String runId,
        String modelId,
        String pointId,
        String dataset,
        String corruption,
        int severity,
        String labelKind,
        long count,
        @Nullable Double accuracy,
        @Nullable Double accuracyLow,
        @Nullable Double accuracyHigh,
        @Nullable Double top5Accuracy,
        @Nullable Double ece,
        @Nullable Double eceLow,
        @Nullable Double eceHigh,
        int eceBins,
        @Nullable Double mce,
        @Nullable Double negativeLogLikelihood,
        @Nullable Double brier,
        @Nullable Double meanConfidence,
        ReliabilityView bins,
        @Nullable ComparisonView comparison,
        @Nullable PositionView position,
        long relabelled,
        long late,
        Instant updatedAt) {
    private static final int LONGEST_NAME = 512;
    private static final int MOST_ENDPOINTS = 64;
    private static final int HIGHEST_SEVERITY = 5;

    /**
     * Of this point against another on the same images.
     *
     * @param wins images that only this point classified correctly
     * @param losses images that only the reference classified correctly
     * @param pValue always-valid p-value of equality; null if the record holds none
     * @param disagreements images for which the two predict different classes
     */
    public record ComparisonView(
            String referenceModelId,
            String referencePointId,
            long wins,
            long losses,
            @Nullable Double pValue,
            long disagreements) {}

    /**
     * Where a point lies in its subspace.
     *
     * @param subspace {@code LINE}, {@code CURVE}, {@code SIMPLEX}, ...
     * @param role {@code MIDPOINT}, {@code ENDPOINT}, ...
     * @param weights mixing weight of each endpoint
     * @param along position between the first endpoint, 0, and the second, 1; null off a path
     */
    public record PositionView(
            String subspace, String role, List<Double> weights, @Nullable Double along) {
        /** Copies the list. */
        public PositionView {
            weights = List.copyOf(weights);
        }
    }

    /** Correctly classified images. */
    long correct() {
        long correct = 0;
        for (long bin : bins.correct()) {
            correct += bin;
        }
        return correct;
    }

    /** The expected calibration error, 0 of no images. */
    double eceOrZero() {
        return ece == null ? 0 : ece;
    }

    /**
     * The view of a record.
     *
     * @throws IllegalArgumentException if the record's names or sums are not possible
     */
    public static MetricView of(RobustnessMetric metric) {
        MetricKey key = metric.getKey();
        requireShort(key);
        if (key.getSeverity() < 0 || key.getSeverity() > HIGHEST_SEVERITY) {
            throw new IllegalArgumentException(
                    "Cannot show severity %d: it is not 0 to 5.".formatted(key.getSeverity()));
        }
        ClassificationSums sums = RobustnessMetrics.sums(metric);
        int eceBins = metric.getFigures().getEceBins();
        ClassificationFigures figures = ClassificationFigures.of(sums, eceBins);
        Optional<Interval> interval = figures.estimate(Figure.ACCURACY).flatMap(Estimate::interval);
        Optional<Interval> calibration = figures.estimate(Figure.ECE).flatMap(Estimate::interval);
        return new MetricView(
                key.getRunId(),
                key.getModelId(),
                key.getPointId(),
                key.getDataset(),
                key.getCorruption(),
                key.getSeverity(),
                key.getLabelKind().name(),
                sums.count(),
                orNull(figures.value(Figure.ACCURACY)),
                interval.map(Interval::low).orElse(null),
                interval.map(Interval::high).orElse(null),
                orNull(figures.value(Figure.TOP5)),
                orNull(figures.value(Figure.ECE)),
                calibration.map(Interval::low).orElse(null),
                calibration.map(Interval::high).orElse(null),
                eceBins,
                orNull(figures.value(Figure.MCE)),
                orNull(figures.value(Figure.NLL)),
                orNull(figures.value(Figure.BRIER)),
                orNull(figures.value(Figure.CONFIDENCE)),
                ReliabilityView.of(sums.bins(), eceBins),
                comparison(metric.getComparison(), key.getModelId()),
                position(metric.getPosition()),
                Math.min(sums.count(), Math.max(0, metric.getRelabelled())),
                Math.max(0, metric.getLate()),
                metric.getUpdatedAt());
    }

    private static void requireShort(MetricKey key) {
        Stream.of(
                        key.getRunId(),
                        key.getModelId(),
                        key.getPointId(),
                        key.getDataset(),
                        key.getCorruption())
                .filter(name -> name.length() > LONGEST_NAME)
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new IllegalArgumentException(
                                    "Cannot show a name of %d characters: at most %d are kept."
                                            .formatted(name.length(), LONGEST_NAME));
                        });
    }

    private static @Nullable ComparisonView comparison(
            @Nullable PairedComparison comparison, String ownModelId) {
        if (comparison == null) {
            return null;
        }
        double pValue = comparison.getPValue();
        String model = comparison.getReferenceModelId();
        return new ComparisonView(
                model.isEmpty() ? ownModelId : model,
                comparison.getReferencePointId(),
                comparison.getWins(),
                comparison.getLosses(),
                pValue >= 0 && pValue <= 1 ? pValue : null,
                comparison.getDisagreements());
    }

    private static @Nullable PositionView position(@Nullable PointPosition position) {
        if (position == null) {
            return null;
        }
        List<Double> weights = position.getWeights();
        if (weights.size() > MOST_ENDPOINTS || !weights.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "Cannot show a position of %d weights: use at most %d finite ones."
                            .formatted(weights.size(), MOST_ENDPOINTS));
        }
        double[] mixing = weights.stream().mapToDouble(Double::doubleValue).toArray();
        OptionalDouble along =
                Subspace.find(position.getSubspace(), mixing.length)
                        .map(subspace -> subspace.position(mixing))
                        .orElse(OptionalDouble.empty());
        return new PositionView(position.getSubspace(), position.getRole(), weights, orNull(along));
    }

    private static @Nullable Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }
}
