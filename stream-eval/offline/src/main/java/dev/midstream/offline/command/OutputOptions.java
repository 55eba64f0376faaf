package dev.midstream.offline.command;

import dev.midstream.evaluation.panel.ColumnTemperatures;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.Figure;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.pair.PairChoice;
import dev.midstream.offline.report.BadAnswersCsv;
import dev.midstream.offline.report.PredictionsCsv;
import dev.midstream.offline.report.ReportJson;
import dev.midstream.offline.report.RobustBenchCsv;
import dev.midstream.offline.result.EvaluationResults;
import dev.midstream.offline.run.ChunkSink;
import dev.midstream.offline.run.EvaluationRun;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that name files to write, and the writing. */
final class OutputOptions {
    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "Writes a figure as in RobustBench's unaggregated_results.csv: a column a"
                            + " corruption and severity, a row a model and point (default:"
                            + " none).")
    private Optional<Path> csv = Optional.empty();

    @Option(
            names = "--csv-figure",
            paramLabel = "FIGURE",
            defaultValue = "accuracy",
            description = "Figure that --csv writes: ${COMPLETION-CANDIDATES} (default: accuracy).",
            completionCandidates = CatalogueNames.class)
    private String csvFigure = "accuracy";

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "Writes the figures that the stream has too: an array of RobustnessMetric"
                            + " (default: none).")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Writes all figures, of columns, pairs of points and endpoints, as one JSON"
                            + " object (default: none).")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--predictions",
            paramLabel = "FILE",
            description = "Writes every single prediction as CSV (default: none).")
    private Optional<Path> predictions = Optional.empty();

    @Option(
            names = "--bad-answers",
            paramLabel = "FILE",
            description =
                    "Writes every answer that cannot be judged as CSV, with the reason (default:"
                            + " none).")
    private Optional<Path> badAnswers = Optional.empty();

    @Option(
            names = "--write-temperatures",
            paramLabel = "FILE",
            description =
                    "Writes the temperatures that --temperature-scaling fits, for --temperatures of"
                            + " evaluate and of the job (default: none).")
    private Optional<Path> temperatures = Optional.empty();

    @Option(
            names = "--pairs",
            paramLabel = "WHICH",
            defaultValue = "all",
            description =
                    "Pairs of points whose disagreement is measured: all, whose number grows with"
                            + " the square of that of the points, or none (default: all).")
    private PairChoice pairs = PairChoice.ALL;

    /** The pairs of points that are measured against each other. */
    PairChoice pairs() {
        return pairs;
    }

    /**
     * The figure that {@code --csv} writes.
     *
     * @throws IllegalArgumentException if there is none of that name, with a message for the user
     */
    Figure figure() {
        return Figure.of(csvFigure)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Invalid --csv-figure: %s. Use one of %s."
                                                .formatted(
                                                        csvFigure,
                                                        String.join(", ", new CatalogueNames()))));
    }

    /** The names of the catalogue's figures. */
    static final class CatalogueNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Figure.ALL.stream().map(Figure::id).iterator();
        }
    }

    /**
     * Makes sure that no file is asked for that only a whole evaluation can write.
     *
     * @throws IllegalArgumentException if one is, with a message for the user
     */
    void requireNone() {
        if (files().findAny().isPresent()) {
            throw new IllegalArgumentException(
                    "Cannot write files with --early: it ends before there are figures. Leave out"
                            + " one of the two.");
        }
    }

    private Stream<Path> files() {
        return Stream.of(csv, json, report, predictions, badAnswers, temperatures)
                .flatMap(Optional::stream);
    }

    boolean wantsTemperatures() {
        return temperatures.isPresent();
    }

    boolean wantsCsv() {
        return csv.isPresent();
    }

    /**
     * Makes sure, before hours of scoring, that the files can be written.
     *
     * @throws IOException if not, with a one-line message that says what to do
     */
    void check() throws IOException {
        for (Path file : files().toList()) {
            Path parent = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file)) {
                throw new IOException("Cannot write " + file + ": it is a directory.");
            }
            if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
                throw new IOException(
                        "Cannot write "
                                + file
                                + ": "
                                + parent
                                + " is no directory that can be written to. Create it first.");
            }
        }
    }

    /** Where single predictions go. */
    ChunkSink predictions(TestPlan plan, List<EvaluatedModel> models) throws IOException {
        return predictions.isPresent()
                ? new PredictionsCsv(predictions.get(), plan, models)
                : ChunkSink.NONE;
    }

    /** Where answers go that cannot be judged. */
    ChunkSink badAnswers(TestPlan plan, List<EvaluatedModel> models) throws IOException {
        return badAnswers.isPresent()
                ? new BadAnswersCsv(badAnswers.get(), plan, models)
                : ChunkSink.NONE;
    }

    /** Writes the files of figures. */
    void write(EvaluationRun run, EvaluationResults results) throws IOException {
        if (csv.isPresent()) {
            RobustBenchCsv.write(csv.get(), run.plan().conditions(), results.columns(), figure());
        }
        if (temperatures.isPresent()) {
            List<String> lines = new ArrayList<>();
            run.models()
                    .forEach(m -> lines.addAll(ColumnTemperatures.lines(m.modelId(), m.columns())));
            Files.write(temperatures.get(), lines);
        }
        if (report.isPresent()) {
            new ReportJson(run).write(report.get(), results);
        }
        if (json.isPresent()) {
            try (OutputStream stream =
                    new BufferedOutputStream(Files.newOutputStream(json.get()))) {
                RobustnessMetrics.writeJson(results.metrics(), stream);
            }
        }
    }
}
