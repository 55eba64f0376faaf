package dev.midstream.offline.result;

import dev.midstream.RobustnessMetric;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.model.ModelGeometry;
import java.util.List;

/**
 * All that an evaluation measured.
 *
 * @param models what was evaluated
 * @param metrics the figures that the stream has too, by observed and by true labels
 * @param columns all figures by observed labels, model by model
 * @param pairs how far apart the answers of points are
 * @param geometries how far apart the endpoints of the models are, of those that have several
 * @param bad the answers that nothing else counts
 */
public record EvaluationResults(
        List<EvaluatedModel> models,
        List<RobustnessMetric> metrics,
        List<ColumnResult> columns,
        List<PairResult> pairs,
        List<ModelGeometry> geometries,
        BadAnswers bad) {
    public EvaluationResults {
        models = List.copyOf(models);
        metrics = List.copyOf(metrics);
        columns = List.copyOf(columns);
        pairs = List.copyOf(pairs);
        geometries = List.copyOf(geometries);
    }
}
