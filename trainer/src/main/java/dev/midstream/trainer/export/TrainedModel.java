package dev.midstream.trainer.export;

import dev.midstream.trainer.export.frozen.BatchNormStatistics;
import dev.midstream.trainer.export.frozen.PointParameters;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.training.TrainedEndpoints;
import dev.midstream.trainer.training.TrainingPlan;
import java.util.List;

/**
 * All that a model directory is made of.
 *
 * @param trained the endpoints, and how training went
 * @param points what to export, the one to serve by default first
 * @param statistics of the batch norms of each point
 * @param run what the manifest records about the run
 */
public record TrainedModel(
        ModelDescription description,
        TrainingPlan plan,
        ParameterLayout layout,
        TrainedEndpoints trained,
        List<ExportPoint> points,
        List<BatchNormStatistics> statistics,
        RunRecord run) {
    public TrainedModel {
        points = List.copyOf(points);
        statistics = List.copyOf(statistics);
    }

    /** The points, ready to be frozen. */
    List<PointParameters> parameters() {
        return ExportPoint.parameters(points, trained.theta(), statistics);
    }
}
