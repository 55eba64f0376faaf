package dev.midstream.evaluation.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.midstream.FigureEstimate;
import dev.midstream.MetricFigures;
import dev.midstream.MetricKey;
import dev.midstream.MetricScope;
import dev.midstream.PairedComparison;
import dev.midstream.RobustnessMetric;
import dev.midstream.ScopeKind;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.schemas.json.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Robustness figures between their Avro records and {@link ClassificationSums}. */
public final class RobustnessMetrics {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final RecordJson<RobustnessMetric> JSON = RecordJson.of(RobustnessMetric.class);

    /** The scope of all images since the beginning. */
    public static final MetricScope CUMULATIVE = new MetricScope(ScopeKind.CUMULATIVE, null, null);

    private RobustnessMetrics() {}

    /**
     * The record of all images counted so far of a point of which nothing else is known.
     *
     * @param eceBins number of bins of the calibration errors
     */
    public static RobustnessMetric cumulative(
            MetricKey key, ClassificationSums sums, int eceBins, Instant updatedAt) {
        return cumulative(
                key,
                PointProfile.UNKNOWN,
                new PointSums(sums, PairedSums.EMPTY, 0),
                eceBins,
                updatedAt);
    }

    /**
     * The record of all images counted so far.
     *
     * @param eceBins number of bins of the calibration errors
     */
    public static RobustnessMetric cumulative(
            MetricKey key, PointProfile profile, PointSums sums, int eceBins, Instant updatedAt) {
        return of(key, CUMULATIVE, profile, sums, eceBins, 0, updatedAt);
    }

    /**
     * The record of some images.
     *
     * @param scope which of the images of the key
     * @param eceBins number of bins of the calibration errors
     * @param late images of the key so far that came too late for their window
     */
    public static RobustnessMetric of(
            MetricKey key,
            MetricScope scope,
            PointProfile profile,
            PointSums sums,
            int eceBins,
            long late,
            Instant updatedAt) {
        return RobustnessMetric.newBuilder()
                .setKey(key)
                .setScope(scope)
                .setSums(SumsRecord.of(sums.classification()))
                .setFigures(
                        new MetricFigures(
                                eceBins,
                                EstimatesRecord.of(
                                        ClassificationFigures.of(sums.classification(), eceBins))))
                .setComparison(comparison(key, profile, sums))
                .setPosition(profile.position().orElse(null))
                .setRelabelled(sums.relabelled())
                .setLate(late)
                .setUpdatedAt(updatedAt)
                .build();
    }

    /** The scope of the images of a window: from its start, and before its end. */
    public static MetricScope window(Instant start, Instant end) {
        return new MetricScope(ScopeKind.WINDOW, start, end);
    }

    /**
     * All sums of a record.
     *
     * @throws IllegalArgumentException if they are not possible
     */
    public static PointSums pointSums(RobustnessMetric metric) {
        PairedComparison comparison = metric.getComparison();
        return new PointSums(
                sums(metric),
                comparison == null ? PairedSums.EMPTY : pairedSums(comparison),
                metric.getRelabelled());
    }

    /**
     * The sums of a comparison.
     *
     * @throws IllegalArgumentException if they are not possible
     */
    public static PairedSums pairedSums(PairedComparison comparison) {
        return new PairedSums(
                comparison.getWins(), comparison.getLosses(), comparison.getDisagreements());
    }

    /**
     * The sums of a record.
     *
     * @throws IllegalArgumentException if they are not possible
     */
    public static ClassificationSums sums(RobustnessMetric metric) {
        return SumsRecord.read(metric.getSums());
    }

    /**
     * The figures of a record. They derive from its sums, so that those of earlier versions have
     * all figures too.
     *
     * @throws IllegalArgumentException if the sums or the number of bins are not possible
     */
    public static ClassificationFigures figures(RobustnessMetric metric) {
        return ClassificationFigures.of(sums(metric), metric.getFigures().getEceBins());
    }

    /**
     * The key's text: a JSON array of its fields. In UTF-8 it is the Kafka key on the metrics
     * topic, so that compaction keeps the latest record of each.
     */
    public static String keyText(MetricKey key) {
        return keyArray(key).toString();
    }

    private static ArrayNode keyArray(MetricKey key) {
        ArrayNode array = MAPPER.createArrayNode();
        array.add(key.getRunId()).add(key.getModelId()).add(key.getPointId());
        array.add(key.getDataset()).add(key.getCorruption()).add(key.getSeverity());
        return array.add(key.getLabelKind().name());
    }

    /**
     * The text of a key and a scope: for the cumulative figures that of the key, for a window a
     * JSON array of the key's fields and the window's start in microseconds since the epoch. In
     * UTF-8 it is the Kafka key, so that a record that is sent again takes the place of the first.
     */
    public static String keyText(MetricKey key, MetricScope scope) {
        Instant start = scope.getWindowStart();
        return start == null
                ? keyText(key)
                : keyArray(key).add(ChronoUnit.MICROS.between(Instant.EPOCH, start)).toString();
    }

    /** Writes {@code metrics} as a JSON array. */
    public static void writeJson(List<RobustnessMetric> metrics, OutputStream stream)
            throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (RobustnessMetric metric : metrics) {
            array.add(JSON.write(metric));
        }
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(stream, array);
    }

    /**
     * Reads the JSON array that {@link #writeJson} wrote.
     *
     * @throws IOException if it is not one
     */
    public static List<RobustnessMetric> readJson(InputStream stream) throws IOException {
        JsonNode array = MAPPER.readTree(stream);
        if (!array.isArray()) {
            throw new IOException("Cannot read metrics: not a JSON array.");
        }
        List<RobustnessMetric> metrics = new ArrayList<>();
        for (JsonNode metric : array) {
            metrics.add(JSON.read(metric));
        }
        return metrics;
    }

    private static @Nullable FigureEstimate difference(PairedSums paired, long images) {
        return images == 0
                ? null
                : EstimatesRecord.figure(paired.estimate(images, Interval.DEFAULT_ERROR));
    }

    private static @Nullable PairedComparison comparison(
            MetricKey key, PointProfile profile, PointSums sums) {
        if (profile.reference().isEmpty()) {
            return null;
        }
        PointName reference = profile.reference().get();
        PairedSums paired = sums.paired();
        return PairedComparison.newBuilder()
                .setReferencePointId(reference.pointId())
                .setReferenceModelId(
                        reference.modelId().equals(key.getModelId()) ? "" : reference.modelId())
                .setWins(paired.wins())
                .setLosses(paired.losses())
                .setDisagreements(paired.disagreements())
                .setPValue(paired.pValue())
                .setDifference(difference(paired, sums.classification().count()))
                .build();
    }
}
