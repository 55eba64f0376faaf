package dev.midstream.dashboard.view;

import dev.midstream.SummaryKey;

/**
 * What a summary is of.
 *
 * @param labelKind {@code OBSERVED} or {@code TRUE}
 */
public record PointKey(
        String runId, String modelId, String pointId, String dataset, String labelKind) {
    static PointKey of(SummaryKey key) {
        return new PointKey(
                key.getRunId(),
                key.getModelId(),
                key.getPointId(),
                key.getDataset(),
                key.getLabelKind());
    }
}
