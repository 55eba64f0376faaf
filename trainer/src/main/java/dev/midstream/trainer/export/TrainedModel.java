package dev.midstream.trainer.export;

import dev.midstream.trainer.export.frozen.BatchNormStatistics;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.training.History;
import dev.midstream.trainer.training.TrainingPlan;
import java.util.List;
import java.util.Map;

/**
 * All that a model directory is made of.
 *
 * @param classes class names by index
 * @param theta the endpoints, {@code [endpoints, P]}
 * @param points what to export, the one to serve by default first
 * @param statistics of the batch norms of each point
 * @param options the options of the training run, by name
 * @param versions of what computed, by name
 */
@SuppressWarnings("ArrayRecordComponent") // Large and never compared.
public record TrainedModel(
        String modelId,
        TrainingPlan plan,
        String dataset,
        List<String> classes,
        ImageShape input,
        ParameterLayout layout,
        float[][] theta,
        List<ExportPoint> points,
        List<BatchNormStatistics> statistics,
        History history,
        Map<String, String> options,
        Map<String, String> versions) {}
