package dev.midstream.offline.run;

import dev.midstream.LabelKind;
import dev.midstream.RobustnessMetric;
import dev.midstream.RobustnessSummary;
import dev.midstream.evaluation.panel.Column;
import dev.midstream.evaluation.summary.CorruptionErrors;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.model.ModelGeometry;
import dev.midstream.offline.pair.PairChoice;
import dev.midstream.offline.result.CellFigures;
import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.EvaluationResults;
import dev.midstream.offline.result.OfflineCell;
import dev.midstream.offline.result.ShownItems;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An evaluation of some models on one plan.
 *
 * @param runId names the run in the figures
 * @param eceBins bins of the calibration errors
 * @param coverages at which selective accuracy is measured
 * @param pairs of points that are measured against each other
 * @param remarks that must accompany the figures, a sentence each
 */
public record EvaluationRun(
        String runId,
        TestPlan plan,
        List<EvaluatedModel> models,
        int eceBins,
        List<Double> coverages,
        PairChoice pairs,
        List<String> remarks) {
    public EvaluationRun {
        models = List.copyOf(models);
        coverages = List.copyOf(coverages);
        remarks = List.copyOf(remarks);
    }

    /**
     * Scores every item of the plan.
     *
     * @param sink is handed every chunk
     * @throws InvalidModelException if the engine cannot use a model, or its endpoints cannot be
     *     read
     * @throws IOException if the sink fails
     */
    public EvaluationResults evaluate(ChunkSink sink, Instant now)
            throws InvalidModelException, IOException, InterruptedException {
        // Before hours of scoring: endpoints may turn out to be damaged.
        List<ModelGeometry> geometries = geometries();
        List<RobustnessSums> sums = new ArrayList<>();
        List<OfflineFigures> offline = new ArrayList<>();
        for (EvaluatedModel model : models) {
            sums.add(new RobustnessSums(runId, plan.images().name(), model.layout().panel()));
            offline.add(new OfflineFigures(plan, model, eceBins, coverages));
        }
        PairFigures pairFigures = new PairFigures(models, pairs);
        BadAnswerCounts bad = new BadAnswerCounts(plan, models);
        new Evaluator(models, eceBins, pairs, Runtime.getRuntime().availableProcessors())
                .evaluate(
                        plan,
                        chunk -> {
                            for (int i = 0; i < models.size(); i++) {
                                sums.get(i).accept(chunk.outcomes().get(i));
                                offline.get(i).accept(chunk.outcomes().get(i));
                            }
                            pairFigures.accept(chunk);
                            bad.add(chunk.chunk().items(), chunk.bad());
                            sink.accept(chunk);
                        });
        List<RobustnessMetric> metrics = new ArrayList<>();
        List<ColumnResult> columns = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            List<RobustnessMetric> ofModel = sums.get(i).metrics(eceBins, now);
            metrics.addAll(ofModel);
            columns.addAll(columns(models.get(i), ofModel, offline.get(i).cells(), now));
        }
        return new EvaluationResults(
                models, metrics, columns, pairFigures.results(), geometries, bad.result());
    }

    private List<ModelGeometry> geometries() throws InvalidModelException {
        List<ModelGeometry> geometries = new ArrayList<>();
        for (EvaluatedModel model : models) {
            ModelGeometry.of(model.directory()).ifPresent(geometries::add);
        }
        return geometries;
    }

    private List<ColumnResult> columns(
            EvaluatedModel model,
            List<RobustnessMetric> metrics,
            Map<Condition, List<OfflineCell>> offline,
            Instant now) {
        List<ColumnResult> results = new ArrayList<>();
        for (int i = 0; i < model.columns().size(); i++) {
            Column column = model.columns().get(i);
            List<RobustnessMetric> ofColumn =
                    metrics.stream()
                            .filter(m -> m.getKey().getLabelKind() == LabelKind.OBSERVED)
                            .filter(m -> m.getKey().getPointId().equals(column.name()))
                            .toList();
            Map<Condition, CellFigures> cells = new LinkedHashMap<>();
            for (RobustnessMetric metric : ofColumn) {
                Condition condition =
                        new Condition(
                                metric.getKey().getCorruption(), metric.getKey().getSeverity());
                List<OfflineCell> ofCondition = offline.get(condition);
                if (ofCondition == null) {
                    throw new IllegalStateException("No outcomes of " + condition);
                }
                cells.put(condition, CellFigures.of(metric, ofCondition.get(i)));
            }
            if (cells.isEmpty()) {
                continue;
            }
            RobustnessSummary summary = meaningful(RobustnessSummaries.of(ofColumn, now).get(0));
            results.add(
                    new ColumnResult(model.modelId(), column, cells, summary, ShownItems.of(plan)));
        }
        return results;
    }

    /** Without errors relative to AlexNet's, unless the images and labels are those of AlexNet. */
    private RobustnessSummary meaningful(RobustnessSummary summary) {
        Subset images = plan.images();
        boolean compares =
                plan.noise().isEmpty()
                        && CorruptionErrors.compareWithAlexNet(
                                images.height(), images.width(), images.classes().size());
        return compares
                ? summary
                : RobustnessSummary.newBuilder(summary)
                        .setMeanCorruptionError(null)
                        .setRelativeMeanCorruptionError(null)
                        .build();
    }
}
