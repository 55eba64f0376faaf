package dev.midstream.offline.command;

import dev.midstream.evaluation.panel.ColumnTemperatures;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.Figure;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.pair.PairChoice;
import dev.midstream.offline.report.BadAnswersCsv;
import dev.midstream.offline.report.OutputFile;
import dev.midstream.offline.report.PredictionsCsv;
import dev.midstream.offline.report.ReportJson;
import dev.midstream.offline.report.RobustBenchCsv;
import dev.midstream.offline.result.EvaluationResults;
import dev.midstream.offline.run.ChunkSink;
import dev.midstream.offline.run.EvaluationRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
        if (!files().isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot write files with --early: it ends before there are figures. Leave out"
                            + " one of the two.");
        }
    }

    /** The files by the options that name them. */
    private Map<String, Path> files() {
        Map<String, Path> files = new LinkedHashMap<>();
        csv.ifPresent(file -> files.put("--csv", file));
        json.ifPresent(file -> files.put("--json", file));
        report.ifPresent(file -> files.put("--report", file));
        predictions.ifPresent(file -> files.put("--predictions", file));
        badAnswers.ifPresent(file -> files.put("--bad-answers", file));
        temperatures.ifPresent(file -> files.put("--write-temperatures", file));
        return files;
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
        for (Path file : files().values()) {
            OutputFile.check(file);
        }
    }

    /**
     * Makes sure that no file is named twice.
     *
     * @throws IllegalArgumentException if one is, with a message for the user
     */
    void requireDistinct() {
        Map<Path, String> options = new HashMap<>();
        files().forEach(
                        (option, file) -> {
                            @Nullable String other = options.put(place(file), option);
                            if (other != null) {
                                throw new IllegalArgumentException(
                                        "Invalid %s: %s writes %s too. Name another file."
                                                .formatted(option, other, file));
                            }
                        });
    }

    /** The one path of a file that several paths may lead to. */
    private static Path place(Path file) {
        Path place = file.toAbsolutePath().normalize();
        Path parent = place.getParent();
        try {
            return Files.exists(file) || parent == null
                    ? file.toRealPath()
                    : parent.toRealPath().resolve(place.getFileName());
        } catch (IOException e) {
            // That it cannot be written is found by the check.
            return place;
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

    /**
     * Writes the files of figures and completes those of answers. One that cannot be written does
     * not keep the others from being written.
     *
     * @param answers what {@link #predictions} and {@link #badAnswers} returned
     * @throws IOException if some cannot be written, with one line for all
     */
    void write(EvaluationRun run, EvaluationResults results, List<ChunkSink> answers)
            throws IOException {
        List<Writing> writings = new ArrayList<>();
        answers.forEach(sink -> writings.add(sink::complete));
        csv.ifPresent(
                file ->
                        writings.add(
                                () ->
                                        RobustBenchCsv.write(
                                                file,
                                                run.plan().conditions(),
                                                results.columns(),
                                                figure())));
        temperatures.ifPresent(file -> writings.add(() -> writeTemperatures(run, file)));
        report.ifPresent(file -> writings.add(() -> new ReportJson(run).write(file, results)));
        json.ifPresent(
                file ->
                        writings.add(
                                () ->
                                        OutputFile.write(
                                                file,
                                                stream ->
                                                        RobustnessMetrics.writeJson(
                                                                results.metrics(), stream))));
        writeAll(writings);
    }

    private static void writeTemperatures(EvaluationRun run, Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        for (EvaluatedModel model : run.models()) {
            for (String line : ColumnTemperatures.lines(model.modelId(), model.columns())) {
                text.append(line).append(System.lineSeparator());
            }
        }
        OutputFile.write(
                file, stream -> stream.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void writeAll(List<Writing> writings) throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (Writing writing : writings) {
            try {
                writing.write();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            IOException all =
                    new IOException(
                            failures.stream()
                                    .map(IOException::getMessage)
                                    .collect(Collectors.joining(" ")));
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }
}
