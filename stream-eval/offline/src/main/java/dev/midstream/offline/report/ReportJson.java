package dev.midstream.offline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midstream.RobustnessSummary;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.plan.Design;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.offline.model.ModelGeometry;
import dev.midstream.offline.result.BadAnswers;
import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.EvaluationResults;
import dev.midstream.offline.result.PairResult;
import dev.midstream.offline.result.ReportFigure;
import dev.midstream.offline.result.WholeSet;
import dev.midstream.offline.run.EvaluationRun;
import dev.midstream.schemas.json.RecordJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The report of an evaluation as JSON, with the figures that the stream does not have. */
public final class ReportJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final RecordJson<RobustnessSummary> SUMMARY =
            RecordJson.of(RobustnessSummary.class);

    private final EvaluationRun run;
    private final List<ReportFigure> figures;

    public ReportJson(EvaluationRun run) {
        this.run = run;
        this.figures = ReportFigure.all(run.coverages());
    }

    /** Writes the file. */
    public void write(Path file, EvaluationResults results) throws IOException {
        ObjectNode report = MAPPER.createObjectNode();
        report.put("runId", run.runId());
        report.put("dataset", run.plan().images().name());
        report.put("images", run.plan().images().size());
        report.put("wholeSet", run.plan().population());
        report.put(
                "design",
                run.plan().items().design() instanceof Design.OneCondition
                        ? "one-condition"
                        : "every-condition");
        report.put("eceBins", run.eceBins());
        ArrayNode remarks = report.putArray("remarks");
        run.remarks().forEach(remarks::add);
        ArrayNode columns = report.putArray("columns");
        for (ColumnResult result : results.columns()) {
            columns.add(column(result));
        }
        ArrayNode pairs = report.putArray("pairs");
        results.pairs().forEach(pair -> pairs.add(pair(pair)));
        ArrayNode endpoints = report.putArray("endpoints");
        for (ModelGeometry geometry : results.geometries()) {
            endpoints
                    .addObject()
                    .put("modelId", geometry.modelId())
                    .put("squaredCosine", geometry.squaredCosine())
                    .put("distance", geometry.distance());
        }
        report.set("badAnswers", bad(results.bad()));
        OutputFile.write(
                file, stream -> MAPPER.writerWithDefaultPrettyPrinter().writeValue(stream, report));
    }

    private static ObjectNode interval(Interval interval) {
        return MAPPER.createObjectNode().put("low", interval.low()).put("high", interval.high());
    }

    private static ObjectNode bad(BadAnswers bad) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("count", bad.count());
        ArrayNode models = node.putArray("models");
        for (BadAnswers.OfModel model : bad.models()) {
            models.addObject()
                    .put("modelId", model.modelId())
                    .put("bad", model.bad())
                    .put("answers", model.answers());
        }
        ArrayNode examples = node.putArray("examples");
        for (BadAnswers.Example example : bad.examples()) {
            examples.addObject()
                    .put("modelId", example.modelId())
                    .put("imageId", example.imageId())
                    .put("corruption", example.condition().corruption())
                    .put("severity", example.condition().severity())
                    .put("reason", example.reason());
        }
        return node;
    }

    private ObjectNode column(ColumnResult result) throws IOException {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("modelId", result.modelId());
        node.put("pointId", result.column().name());
        if (result.column().temperature().isPresent()) {
            node.put("temperature", result.column().temperature().getAsDouble());
        }
        node.set("summary", SUMMARY.write(result.summary()));
        ObjectNode whole = node.putObject("wholeSetAccuracy");
        WholeSet.clean(result).ifPresent(interval -> whole.set("clean", interval(interval)));
        WholeSet.corrupted(result)
                .ifPresent(interval -> whole.set("meanCorrupted", interval(interval)));
        if (result.shown().isOneCondition() && !result.corrupted().isEmpty()) {
            node.set("pooledAccuracy", interval(WholeSet.pooled(result)));
        }
        ObjectNode mean = node.putObject("meanCorrupted");
        for (ReportFigure figure : figures) {
            if (figure instanceof ReportFigure.OfCell) {
                result.value(figure, c -> !c.equals(Condition.CLEAN))
                        .ifPresent(value -> mean.put(key(figure), value));
            }
        }
        ArrayNode cells = node.putArray("cells");
        result.cells()
                .forEach(
                        (condition, cell) -> {
                            ObjectNode figuresNode = cells.addObject();
                            figuresNode.put("corruption", condition.corruption());
                            figuresNode.put("severity", condition.severity());
                            figuresNode.put("images", cell.images());
                            for (ReportFigure figure : figures) {
                                if (figure instanceof ReportFigure.OfCell ofCell) {
                                    double value = ofCell.value().applyAsDouble(cell);
                                    figuresNode.put(key(figure), value);
                                }
                            }
                        });
        return node;
    }

    private static ObjectNode pair(PairResult pair) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("one", pair.one());
        node.put("other", pair.other());
        ArrayNode cells = node.putArray("cells");
        pair.cells()
                .forEach(
                        (condition, cell) ->
                                cells.addObject()
                                        .put("corruption", condition.corruption())
                                        .put("severity", condition.severity())
                                        .put("disagreement", cell.rate().orElseThrow())
                                        .put(
                                                "totalVariation",
                                                cell.totalVariation().orElseThrow()));
        return node;
    }

    /** The figure's name in camel case: {@code adaptive-ece} is {@code adaptiveEce}. */
    private static String key(ReportFigure figure) {
        StringBuilder key = new StringBuilder();
        for (String part : List.of(figure.name().split("-", -1))) {
            key.append(
                    key.isEmpty() || !Character.isLetter(part.charAt(0))
                            ? part
                            : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return key.toString();
    }
}
