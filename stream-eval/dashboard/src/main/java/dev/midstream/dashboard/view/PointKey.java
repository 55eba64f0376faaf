package dev.midstream.dashboard.view;

import dev.midstream.SummaryKey;

/**
 * What a summary is of.
 *
 * @param labelKind {@code OBSERVED} or {@code TRUE}
 */
public record PointKey(
        String runId, String modelId, String pointId, String dataset, String labelKind) {
    /** What the summary is of that has a cell. */
    public static PointKey of(CellKey cell) {
        return new PointKey(
                cell.runId(), cell.modelId(), cell.pointId(), cell.dataset(), cell.labelKind());
    }

    static PointKey of(SummaryKey key) {
        return new PointKey(
                key.getRunId(),
                key.getModelId(),
                key.getPointId(),
                key.getDataset(),
                key.getLabelKind());
    }
}
