package dev.midstream.dashboard;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.PointPosition;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Records of the metrics topic as a scoring job writes them, of made-up answers. */
public final class MetricSamples {
    public static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    public static final List<String> CORRUPTIONS =
            List.of("gaussian_noise", "defocus_blur", "snow", "contrast");

    private MetricSamples() {}

    public static MetricKey key(String point, String corruption, int severity) {
        return new MetricKey(
                "run-1", "line-8", point, "fashion-mnist", corruption, severity, LabelKind.TRUE);
    }

    /** Sums of {@code count} answers of the given accuracy and confidence. */
    public static ClassificationSums sums(
            int count, double accuracy, double confidence, long seed) {
        Random random = new Random(seed);
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (int i = 0; i < count; i++) {
            boolean correct = random.nextDouble() < accuracy;
            double spread = 0.25 * random.nextGaussian() + (correct ? 0.05 : -0.2);
            float sure = (float) Math.min(1, Math.max(0.12, confidence + spread));
            double likelihood = correct ? sure : (1 - sure) / 9 + 1e-6;
            boolean top5 = correct || random.nextInt(3) > 0;
            accumulator.add(
                    new Outcome(
                            0,
                            sure,
                            correct,
                            top5,
                            -Math.log(likelihood),
                            (1 - likelihood) * (1 - likelihood)));
        }
        return accumulator.toSums();
    }

    public static RobustnessMetric metric(MetricKey key, ClassificationSums sums, Instant at) {
        return RobustnessMetrics.cumulative(key, sums, 15, at);
    }

    public static RobustnessMetric metric(String point, String corruption, int severity) {
        long seed = point.hashCode() * 31L + corruption.hashCode() + severity;
        return metric(
                key(point, corruption, severity), sums(200, 0.9 - 0.1 * severity, 0.9, seed), NOON);
    }

    /** A whole view: clean images and every corruption at every severity. */
    public static List<RobustnessMetric> grid(
            List<String> points, List<String> corruptions, LabelKind labels, int count) {
        List<RobustnessMetric> metrics = new ArrayList<>();
        for (String point : points) {
            metrics.add(cell(point, "none", 0, labels, count));
            for (String corruption : corruptions) {
                for (int severity = 1; severity <= 5; severity++) {
                    metrics.add(cell(point, corruption, severity, labels, count));
                }
            }
        }
        return metrics;
    }

    private static RobustnessMetric cell(
            String point, String corruption, int severity, LabelKind labels, int count) {
        double skill =
                switch (point) {
                    case "midpoint" -> 0.03;
                    case "ensemble" -> 0.04;
                    case "endpoint-0" -> 0;
                    default -> 0.01;
                };
        double hardness = 0.4 + (Math.floorMod(corruption.hashCode(), 100)) / 160.0;
        double accuracy = 0.88 + skill - 0.14 * severity * hardness;
        double observed = labels == LabelKind.TRUE ? accuracy : 0.8 * accuracy + 0.02;
        double confidence = accuracy + 0.02 + 0.03 * severity - skill;
        MetricKey key =
                new MetricKey(
                        "run-1", "line-8", point, "fashion-mnist", corruption, severity, labels);
        PointSums sums =
                new PointSums(
                        sums(count, observed, confidence, corruption.hashCode() + severity),
                        paired(count, skill),
                        count / 5);
        return RobustnessMetrics.cumulative(key, profile(point), sums, 15, NOON);
    }

    /** Of a point that is {@code skill} better than the reference, which has none. */
    public static PairedSums paired(int count, double skill) {
        long losses = Math.round(0.04 * count);
        long wins = losses + Math.round(skill * count);
        return new PairedSums(wins, losses, wins + losses + count / 50);
    }

    /** Where the point lies on a line; all but {@code endpoint-0} are compared with it. */
    public static PointProfile profile(String point) {
        Optional<PointName> reference =
                point.equals("endpoint-0")
                        ? Optional.empty()
                        : Optional.of(new PointName("line-8", "endpoint-0"));
        return new PointProfile(
                switch (point) {
                    case "midpoint" -> position("MIDPOINT", 0.5);
                    case "endpoint-0" -> position("ENDPOINT", 0);
                    case "endpoint-1" -> position("ENDPOINT", 1);
                    case "sample-0" -> position("SAMPLE", 0.25);
                    default -> Optional.empty();
                },
                reference);
    }

    private static Optional<PointPosition> position(String role, double alpha) {
        return Optional.of(new PointPosition("LINE", role, List.of(1 - alpha, alpha)));
    }
}
