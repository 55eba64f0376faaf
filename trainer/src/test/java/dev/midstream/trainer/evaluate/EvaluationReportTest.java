package dev.midstream.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midstream.ModelManifest;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.cli.TrainerConsole;
import dev.midstream.trainer.train.PatternImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report: several models, RobustBench's CSV, requirements, temperatures, pairs of points. */
class EvaluationReportTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TEST_IMAGES = 30;

    @TempDir private static Path shared;
    private static Path data;

    private final TrainerConsole console = new TrainerConsole();

    @TempDir private Path work;

    @BeforeAll
    static void train() throws IOException {
        data = shared.resolve("data");
        PatternImages.write(data, 48, TEST_IMAGES);
        // Of 144 images 48 are held out.
        train("line", "--subspace line --limit 96");
        train("plain", "--subspace point --seed 1");
    }

    private static void train(String name, String options) {
        String line =
                "train --dataset image-folder --data %s --out %s --network cresnet8-w4 --epochs 2 --schedule step --batch-size 32 --samples 0 %s"
                        .formatted(data, shared.resolve(name), options);
        TrainerConsole.prepare(line);
    }

    private int evaluate(List<String> models, String options, String... more) {
        List<String> arguments = new ArrayList<>(List.of("evaluate"));
        for (String model : models) {
            arguments.add("--model");
            arguments.add(shared.resolve(model).toString());
        }
        String line = "--dataset image-folder --data " + data + " " + options;
        arguments.addAll(List.of(line.split(" ", -1)));
        arguments.addAll(List.of(more));
        return console.run(arguments.toArray(new String[0]));
    }

    @Test
    void csv_twoModels_hasRobustBenchsShapeAndTheReportsAccuracies() throws Exception {
        Path csv = work.resolve("results.csv");
        Path report = work.resolve("report.json");

        int exit =
                evaluate(
                        List.of("line", "plain"),
                        "--corruptions contrast,fog --severities 2,5 --csv %s --report %s"
                                .formatted(csv, report));

        assertThat(console.errors()).isEmpty();
        assertThat(exit).isZero();
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0)).isEqualTo(",contrast,contrast,fog,fog");
        assertThat(lines.get(1)).isEqualTo(",2,5,2,5");
        assertThat(lines.subList(2, lines.size()))
                .extracting(line -> line.split(",", -1)[0])
                .containsExactly(
                        "line/midpoint",
                        "line/endpoint-0",
                        "line/endpoint-1",
                        "line/ensemble",
                        "plain/midpoint");
        JsonNode columns = MAPPER.readTree(report.toFile()).get("columns");
        for (int i = 0; i < columns.size(); i++) {
            String[] fields = lines.get(2 + i).split(",", -1);
            JsonNode cells = columns.get(i).get("cells");
            double sum = 0;
            for (int cell = 1; cell <= 4; cell++) {
                assertThat(Double.parseDouble(fields[cell]))
                        .isEqualTo(cells.get(cell).get("accuracy").asDouble());
                sum += Double.parseDouble(fields[cell]);
            }
            JsonNode summary = columns.get(i).get("summary");
            assertThat(summary.at("/corrupted/accuracy/value").asDouble())
                    .isCloseTo(sum / 4, within(1e-12));
            assertThat(columns.get(i).get("meanCorrupted").get("accuracy").asDouble())
                    .isCloseTo(sum / 4, within(1e-12));
        }
        assertThat(console.output()).contains("line/midpoint", "plain/midpoint", "mean corrupted");
    }

    @Test
    void report_pairsOfPoints_agreeWithThePredictions() throws Exception {
        Path csv = work.resolve("predictions.csv");
        Path report = work.resolve("report.json");

        int exit =
                evaluate(
                        List.of("line", "plain"),
                        "--corruptions none --predictions %s --report %s".formatted(csv, report));

        assertThat(exit).isZero();
        JsonNode json = MAPPER.readTree(report.toFile());
        // Four points of two models; the ensemble is none.
        assertThat(json.get("pairs")).hasSize(6);
        JsonNode pair = json.get("pairs").get(2);
        assertThat(pair.get("one").asText() + " " + pair.get("other").asText())
                .isEqualTo("line/midpoint plain/midpoint");
        List<String> lines = Files.readAllLines(csv);
        List<String> ofLine = predicted(lines, "line,midpoint,");
        List<String> ofPlain = predicted(lines, "plain,midpoint,");
        int different = 0;
        for (int i = 0; i < ofLine.size(); i++) {
            different += ofLine.get(i).equals(ofPlain.get(i)) ? 0 : 1;
        }
        assertThat(ofLine).hasSize(3 * TEST_IMAGES);
        JsonNode cell = pair.get("cells").get(0);
        assertThat(cell.get("disagreement").asDouble())
                .isEqualTo((double) different / ofLine.size());
        assertThat(cell.get("totalVariation").asDouble()).isBetween(0.0, 1.0);
        JsonNode endpoints = json.get("endpoints");
        assertThat(endpoints).hasSize(1);
        assertThat(endpoints.get(0).get("modelId").asText()).isEqualTo("line");
        JsonNode history = MAPPER.readTree(shared.resolve("line/training.json").toFile());
        JsonNode last = history.get("epochs").get(1);
        assertThat(endpoints.get(0).get("squaredCosine").asDouble())
                .isEqualTo(last.get("squaredCosine").asDouble());
        assertThat(endpoints.get(0).get("distance").asDouble())
                .isEqualTo(last.get("distance").asDouble());
    }

    private static List<String> predicted(List<String> lines, String column) {
        return lines.stream()
                .filter(line -> line.contains("," + column))
                .map(line -> line.split(",", -1)[6])
                .toList();
    }

    @Test
    void require_metAndMissed_exitCodesAndMessages() {
        assertThat(
                        evaluate(
                                List.of("line"),
                                "--corruptions none --limit 20 --require",
                                "midpoint accuracy clean >= 0",
                                "--require",
                                "ensemble nll clean < 100"))
                .isZero();
        assertThat(console.output()).contains("All 2 requirements are met.");

        int exit =
                evaluate(
                        List.of("line"),
                        "--corruptions none --limit 20 --require",
                        "midpoint accuracy clean >= 0",
                        "--require",
                        "endpoint-1 accuracy clean > 1");

        assertThat(exit).isEqualTo(3);
        assertThat(console.errors())
                .startsWith("Requirement failed: endpoint-1 accuracy clean > 1: line/endpoint-1")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "midpoint accuracy ; the form is \"[MODEL/]POINT FIGURE CELL >=",
                "elsewhere accuracy clean > 0 ; elsewhere is none of the evaluated points",
                "midpoint@ts accuracy clean > 0 ; midpoint@ts is none of the evaluated points",
                "midpoint accuracy fog/3 > 0 ; fog/3 is not among the evaluated conditions"
            })
    void require_cannotBeJudged_endsBeforeScoringWithCode2(String bound, String reason) {
        assertThat(evaluate(List.of("line"), "--corruptions none --require", bound)).isEqualTo(2);
        assertThat(console.errors())
                .startsWith("Invalid --require \"" + bound + "\": " + reason)
                .hasLineCount(1);
        assertThat(console.output()).isEmpty();
    }

    @Test
    void temperatureScaling_heldOutTrainingImages_sameAccuracyOtherLikelihood() throws Exception {
        Path report = work.resolve("report.json");

        int exit =
                evaluate(
                        List.of("line"),
                        "--points midpoint --corruptions none --temperature-scaling --report "
                                + report,
                        "--require",
                        "midpoint@ts accuracy clean >= 0");

        assertThat(console.errors()).isEmpty();
        assertThat(exit).isZero();
        assertThat(console.output())
                .contains("Fitting temperatures of line to 48 held-out training images.")
                .contains("Temperatures: midpoint@ts ");
        JsonNode columns = MAPPER.readTree(report.toFile()).get("columns");
        JsonNode plain = columns.get(0).get("cells").get(0);
        JsonNode scaled = columns.get(1).get("cells").get(0);
        assertThat(columns.get(1).get("pointId").asText()).isEqualTo("midpoint@ts");
        assertThat(scaled.get("accuracy")).isEqualTo(plain.get("accuracy"));
        assertThat(scaled.get("nll")).isNotEqualTo(plain.get("nll"));
        double temperature = columns.get(1).get("temperature").asDouble();
        // Above 1 confidence falls, below 1 it rises.
        assertThat(scaled.get("confidence").asDouble() < plain.get("confidence").asDouble())
                .isEqualTo(temperature > 1);
    }

    /** A model of another tool does not say what it learned from. */
    @Test
    void calibrationData_modelOfUnknownTraining_fittedToThem() throws Exception {
        Path theirs = shared.resolve("theirs");
        Files.createDirectories(theirs);
        Files.copy(
                shared.resolve("line").resolve(ModelDirectory.SAVED_MODEL),
                theirs.resolve(ModelDirectory.SAVED_MODEL));
        ModelManifest manifest = ModelDirectory.open(shared.resolve("line")).manifest();
        ModelDirectory.seal(
                theirs,
                ModelManifest.newBuilder(manifest)
                        .setModelId("theirs")
                        .setTraining(Map.of())
                        .build());
        String options = "--points midpoint --corruptions none --temperature-scaling";

        assertThat(evaluate(List.of("theirs"), options)).isEqualTo(1);
        assertThat(console.errors())
                .isEqualToIgnoringNewLines(
                        "Cannot fit temperatures of theirs: its manifest does not say how many"
                                + " images it learned from. Give images that it did not, with"
                                + " --calibration-data.");

        String calibration = options + " --calibration-data " + data;
        assertThat(evaluate(List.of("theirs"), calibration)).isEqualTo(1);
        assertThat(console.errors())
                .contains(
                        "Cannot fit temperatures: --calibration-data names the images that are"
                                + " judged. Name others, or another --calibration-split.");

        assertThat(evaluate(List.of("theirs"), calibration, "--calibration-split", "train"))
                .isZero();
        assertThat(console.output())
                .contains("Fitting temperatures of theirs to 144 calibration images.")
                .contains("Temperatures: midpoint@ts ");
    }

    @Test
    void temperatures_writtenByAnEarlierEvaluation_sameScaledFigures() throws Exception {
        Path temperatures = work.resolve("temperatures.tsv");
        Path fitted = work.resolve("fitted.json");
        Path given = work.resolve("given.json");
        String options = "--points midpoint --corruptions none --json ";

        assertThat(
                        evaluate(
                                List.of("line"),
                                options + fitted,
                                "--temperature-scaling",
                                "--write-temperatures",
                                temperatures.toString()))
                .isZero();
        assertThat(
                        evaluate(
                                List.of("line"),
                                options + given,
                                "--temperatures",
                                temperatures.toString()))
                .isZero();

        assertThat(console.errors()).isEmpty();
        assertThat(temperatures).content().startsWith("line\tmidpoint\t").hasLineCount(1);
        assertThat(given).content().contains("midpoint@ts");
        assertThat(figures(given)).isEqualTo(figures(fitted));
    }

    private static JsonNode figures(Path json) throws Exception {
        JsonNode records = MAPPER.readTree(json.toFile());
        records.forEach(metric -> ((ObjectNode) metric).remove("updatedAt"));
        return records;
    }

    @Test
    void writeTemperatures_withoutFittingAny_endsWithOneLineAndCode2() {
        assertThat(
                        evaluate(
                                List.of("line"),
                                "--write-temperatures " + work.resolve("temperatures.tsv")))
                .isEqualTo(2);
        assertThat(console.errors())
                .startsWith(
                        "Invalid --write-temperatures: none are fitted. Add --temperature-scaling.")
                .hasLineCount(1);
    }

    @Test
    void temperatures_ofOtherModels_endsWithOneLineAndCode2() throws Exception {
        Path temperatures = work.resolve("temperatures.tsv");
        Files.writeString(temperatures, "curve\tmidpoint\t1.5\n");

        assertThat(evaluate(List.of("line"), "--temperatures " + temperatures)).isEqualTo(2);
        assertThat(console.errors())
                .startsWith(
                        "Invalid --temperatures: it has temperatures of curve, and none of line."
                            + " Fit them with evaluate --temperature-scaling --write-temperatures.")
                .hasLineCount(1);
    }

    @Test
    void temperatures_besideFittedOnes_endsWithOneLineAndCode2() throws Exception {
        Path temperatures = work.resolve("temperatures.tsv");
        Files.writeString(temperatures, "line\tmidpoint\t1.5\n");

        assertThat(
                        evaluate(
                                List.of("line"),
                                "--temperature-scaling --temperatures " + temperatures))
                .isEqualTo(2);
        assertThat(console.errors())
                .startsWith(
                        "Invalid --temperatures: --temperature-scaling fits others. Leave out one"
                                + " of the two.")
                .hasLineCount(1);
    }

    @Test
    void temperatureScaling_learnedFromAllImages_endsWithOneLineAndCode1() {
        assertThat(evaluate(List.of("plain"), "--corruptions none --temperature-scaling"))
                .isEqualTo(1);
        assertThat(console.errors())
                .isEqualToIgnoringNewLines(
                        "Cannot fit temperatures of plain: it learned from all 144 training images"
                            + " of image-folder. Train it with --holdout or --limit, so that some"
                            + " are held out.");
    }

    @Test
    void ensemble_mirroredAndNamed_columnsOfTheirOwn() {
        assertThat(
                        evaluate(
                                List.of("line"),
                                "--corruptions none --limit 10 --ensemble mirrored --ensemble"
                                        + " midpoint,endpoint-1"))
                .isZero();
        assertThat(console.output())
                .contains("endpoint-0+endpoint-1", "midpoint+endpoint-1")
                .doesNotContain("ensemble");
    }

    @Test
    void ensemble_mirroredOfASingleNetwork_endsWithOneLineAndCode2() {
        assertThat(evaluate(List.of("plain"), "--corruptions none --ensemble mirrored"))
                .isEqualTo(2);
        assertThat(console.errors())
                .startsWith("Invalid --ensemble: no two points of plain mirror each other")
                .hasLineCount(1);
    }

    @Test
    void outputs_directoryMissing_endsBeforeScoringWithCode1() {
        Path csv = work.resolve("missing/results.csv");

        assertThat(evaluate(List.of("line"), "--csv " + csv)).isEqualTo(1);
        assertThat(console.errors()).startsWith("Cannot write " + csv + ": ").hasLineCount(1);
    }

    @Test
    void models_sameNameTwice_endsWithCode2() {
        assertThat(evaluate(List.of("line", "line"), "--corruptions none")).isEqualTo(2);
        assertThat(console.errors()).startsWith("Invalid --model: two models are named line.");
    }
}
