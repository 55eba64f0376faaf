package dev.midstream.dashboard.view;

import dev.midstream.MetricKey;
import dev.midstream.images.corruption.Corruption;
import java.util.stream.Stream;

/**
 * What a metric is of.
 *
 * @param severity 0 for clean images, otherwise 1 to 5
 * @param labelKind {@code OBSERVED} or {@code TRUE}
 */
public record CellKey(
        String runId,
        String modelId,
        String pointId,
        String dataset,
        String corruption,
        int severity,
        String labelKind) {
    private static final int MAX_NAME_LENGTH = 512;

    /**
     * The key of a record.
     *
     * @throws IllegalArgumentException if a name is too long or the severity is not possible
     */
    static CellKey of(MetricKey key) {
        if (key.getSeverity() < 0 || key.getSeverity() > Corruption.MAX_SEVERITY) {
            throw new IllegalArgumentException(
                    "Cannot show severity %d: it is not 0 to %d."
                            .formatted(key.getSeverity(), Corruption.MAX_SEVERITY));
        }
        Stream.of(
                        key.getRunId(),
                        key.getModelId(),
                        key.getPointId(),
                        key.getDataset(),
                        key.getCorruption())
                .forEach(CellKey::requireShort);
        return new CellKey(
                key.getRunId(),
                key.getModelId(),
                key.getPointId(),
                key.getDataset(),
                key.getCorruption(),
                key.getSeverity(),
                key.getLabelKind().name());
    }

    static void requireShort(String name) {
        if (name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "Cannot show a name of %d characters: at most %d are kept."
                            .formatted(name.length(), MAX_NAME_LENGTH));
        }
    }

    /** The key of the summary that the metric is part of. */
    public PointKey point() {
        return new PointKey(runId, modelId, pointId, dataset, labelKind);
    }
}
