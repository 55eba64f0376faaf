package dev.midstream.trainer.reproduce.evidence;

import dev.midstream.FigureEstimate;
import dev.midstream.LabelKind;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.metrics.Figure;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Measure;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What remains of the files that evaluations of one run wrote. */
public final class Distillation {
    private final Plan plan;
    private final PlannedRun run;
    private final Map<String, Map<String, ColumnEvidence.Cell>> columns = new LinkedHashMap<>();
    private final Map<String, List<Double>> mixing = new LinkedHashMap<>();
    private Optional<RunEvidence.TestImages> test = Optional.empty();

    public Distillation(Plan plan, PlannedRun run) {
        this.plan = plan;
        this.run = run;
    }

    /**
     * Adds an evaluation. A cell that was measured before stays what it was.
     *
     * @param json the figures that it wrote
     * @param predictions the predictions that it wrote
     * @throws IOException if they cannot be read, or answers are missing
     */
    public void add(Path json, Path predictions) throws IOException {
        RightAnswers answers = RightAnswers.read(predictions, this::compares);
        if (!test.orElse(answers.images()).equals(answers.images())) {
            throw new IOException(
                    "Cannot record %s: its evaluations are of different test images. Give them the same limit and seed."
                            .formatted(run.id()));
        }
        test = Optional.of(answers.images());
        List<RobustnessMetric> metrics;
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(json))) {
            metrics = RobustnessMetrics.readJson(stream);
        }
        for (RobustnessMetric metric : metrics) {
            if (metric.getKey().getLabelKind() == LabelKind.OBSERVED) {
                add(metric, answers);
            }
        }
    }

    private void add(RobustnessMetric metric, RightAnswers answers) throws IOException {
        String column = metric.getKey().getPointId();
        String corruption = metric.getKey().getCorruption();
        int severity = metric.getKey().getSeverity();
        long count = metric.getSums().getCount();
        if (count != test.orElseThrow().count()) {
            throw new IOException(
                    "Cannot record %s: %s answered %d of %d images under %s/%d."
                            .formatted(
                                    run.id(),
                                    column,
                                    count,
                                    test.orElseThrow().count(),
                                    corruption,
                                    severity));
        }
        if (metric.getPosition() != null) {
            mixing.putIfAbsent(column, List.copyOf(metric.getPosition().getWeights()));
        }
        Map<String, ColumnEvidence.Value> figures = new TreeMap<>();
        for (Figure figure : Measure.FIGURES) {
            FigureEstimate estimate = metric.getFigures().getEstimates().get(figure.id());
            if (estimate != null) {
                figures.put(figure.id(), value(estimate));
            }
        }
        boolean compared = compares(column, corruption, severity);
        columns.computeIfAbsent(column, unused -> new LinkedHashMap<>())
                .putIfAbsent(
                        corruption + "/" + severity,
                        new ColumnEvidence.Cell(
                                corruption,
                                severity,
                                count,
                                metric.getSums().getCorrect(),
                                figures,
                                compared ? answers.bits(column, corruption, severity) : ""));
    }

    private boolean compares(String column, String corruption, int severity) {
        return plan.compares(new Entry(run.method().name(), column), corruption, severity);
    }

    private static ColumnEvidence.Value value(FigureEstimate estimate) {
        Double low = estimate.getLow();
        Double high = estimate.getHigh();
        return new ColumnEvidence.Value(
                rounded(estimate.getValue()),
                low == null || high == null ? List.of() : List.of(rounded(low), rounded(high)));
    }

    /** To a millionth: records are small, and nothing is known more exactly. */
    public static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    /** The images that were tested; none if nothing was evaluated. */
    public RunEvidence.TestImages test() {
        return test.orElse(new RunEvidence.TestImages(0, ""));
    }

    /** All columns with their cells. */
    public List<ColumnEvidence> columns() {
        List<ColumnEvidence> all = new ArrayList<>();
        columns.forEach(
                (name, cells) ->
                        all.add(
                                new ColumnEvidence(
                                        name,
                                        mixing.getOrDefault(name, List.of()),
                                        List.copyOf(cells.values()))));
        return all;
    }
}
