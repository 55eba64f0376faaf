package dev.midstream.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.LabelKind;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.trainer.cli.TrainerConsole;
import dev.midstream.trainer.train.PatternImages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateCommandTest {
    private static final int TRAIN_IMAGES = 32;
    private static final int TEST_IMAGES = 30;

    @TempDir private static Path shared;
    private static Path data;
    private static Path model;

    private final TrainerConsole console = new TrainerConsole();

    @TempDir private Path work;

    @BeforeAll
    static void train() throws IOException {
        data = shared.resolve("data");
        model = shared.resolve("model");
        PatternImages.write(data, TRAIN_IMAGES, TEST_IMAGES);
        TrainerConsole.prepare(
                ("train --dataset image-folder --data %s --out %s --network"
                                + " cresnet8-w4 --epochs 1 --batch-size 32 --samples 1")
                        .formatted(data, model));
    }

    private int evaluate(String options) {
        return console.runLine(
                "evaluate --model %s --dataset image-folder --data %s %s"
                        .formatted(model, data, options));
    }

    @Test
    void evaluate_withLabelNoise_tableFiguresAndPredictionsAgree() throws Exception {
        Path json = work.resolve("figures.json");
        Path csv = work.resolve("predictions.csv");

        int exit =
                evaluate(
                        "--corruptions contrast --severities 2,5 --label-noise 0.3 --json %s"
                                        .formatted(json)
                                + " --predictions "
                                + csv);

        assertThat(console.errors()).isEmpty();
        assertThat(exit).isZero();
        List<RobustnessMetric> metrics;
        try (InputStream stream = Files.newInputStream(json)) {
            metrics = RobustnessMetrics.readJson(stream);
        }
        // Four points and their ensemble, three conditions, two kinds of labels.
        assertThat(metrics).hasSize(5 * 3 * 2);
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0))
                .isEqualTo(
                        "imageId,model,point,corruption,severity,label,predicted,"
                                + "confidence,class,predictedClass");
        assertThat(lines).hasSize(1 + 5 * 3 * 3 * TEST_IMAGES);
        for (RobustnessMetric metric : metrics) {
            assertThat(metric.getSums().getCount()).isEqualTo(3L * TEST_IMAGES);
            if (metric.getKey().getLabelKind() == LabelKind.OBSERVED) {
                assertAgree(metric, lines);
            }
        }
        assertThat(console.output())
                .contains("midpoint", "endpoint-0", "endpoint-1", "sample-0", "ensemble")
                .contains("clean (true)")
                .contains("Label noise changed 30.00 % of the labels.");
    }

    /** Recomputes a figure from the single predictions, in plain arithmetic. */
    private static void assertAgree(RobustnessMetric metric, List<String> lines) {
        long correct = 0;
        double confidence = 0;
        for (String line : lines) {
            String[] fields = line.split(",", -1);
            if (fields[2].equals(metric.getKey().getPointId())
                    && fields[3].equals(metric.getKey().getCorruption())
                    && fields[4].equals(Integer.toString(metric.getKey().getSeverity()))) {
                correct += fields[5].equals(fields[6]) ? 1 : 0;
                confidence += Double.parseDouble(fields[7]);
            }
        }
        assertThat(metric.getSums().getCorrect()).isEqualTo(correct);
        assertThat(metric.getSums().getConfidence()).isCloseTo(confidence, within(1e-4));
    }

    @Test
    void evaluate_limitAndOnePoint_countsThatManyWithoutAnEnsemble() {
        assertThat(evaluate("--points midpoint --limit 20 --corruptions none")).isZero();

        assertThat(console.output()).contains("midpoint").doesNotContain("ensemble");
        assertThat(console.output().lines()).anyMatch(line -> line.matches("clean +- +20 .*"));
    }

    @Test
    void evaluate_frostWithoutPictures_saysThatItIsProcedural() {
        assertThat(evaluate("--points midpoint --limit 5 --corruptions frost")).isZero();

        assertThat(console.output()).contains("Frost: procedural frost.");
    }

    @Test
    void evaluate_noPicturesOfFrostThere_endsWithOneLineAndCode1() {
        assertThat(evaluate("--frost-textures " + work)).isEqualTo(1);
        assertThat(console.errors()).contains(work.toString()).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--points nowhere | Unknown point: nowhere.",
                "--ece-bins 7 | Cannot compute ECE with 7 bins",
                "--limit 0 | Invalid limit: 0.",
                "--corruptions rain | Unknown corruption: rain.",
                "--severities 6 | Invalid severities: 6.",
                "--coverage 1.5 | Invalid coverage: 1.5.",
                "--temperature-images 0 | Invalid --temperature-images: 0.",
                "--ensemble midpoint,nowhere | Invalid --ensemble: nowhere is none of",
                "--ensemble midpoint | Invalid --ensemble: midpoint. Name two points or more",
                "--corruptions none --csv x.csv | Invalid --csv: it has columns of corrupted",
                "--split middle | Unknown split: middle.",
                "--label-noise 2 | Invalid label noise rate: 2.0.",
                "--no-include-clean --corruptions none | Cannot make a run of no conditions."
            })
    void evaluate_invalidOption_endsWithOneLineAndCode2(String options, String message) {
        assertThat(evaluate(options)).isEqualTo(2);
        assertThat(console.errors()).startsWith(message).hasLineCount(1);
    }

    @Test
    void evaluate_tamperedModel_endsWithOneLineAndCode1() throws Exception {
        Path tampered = Files.createDirectory(work.resolve("tampered"));
        for (String file :
                List.of("manifest.json", "saved_model.pb", "endpoints.npz", "training.json")) {
            Files.copy(model.resolve(file), tampered.resolve(file));
        }
        Files.writeString(tampered.resolve("training.json"), "{}");
        int exit =
                console.runLine(
                        "evaluate --model %s --dataset image-folder --data %s"
                                .formatted(tampered, data));

        assertThat(exit).isEqualTo(1);
        assertThat(console.errors())
                .startsWith("Cannot use model " + tampered + ": training.json has 2 bytes")
                .hasLineCount(1);
    }

    private List<String> columns(Path report) throws IOException {
        List<String> columns = new ArrayList<>();
        new ObjectMapper()
                .readTree(report.toFile())
                .get("columns")
                .forEach(
                        column ->
                                columns.add(
                                        column.get("modelId").asText()
                                                + "/"
                                                + column.get("pointId").asText()));
        return columns;
    }

    @Test
    void evaluate_noPairs_reportHasNone() throws Exception {
        Path report = work.resolve("report.json");
        assertThat(evaluate("--corruptions none --pairs none --report " + report)).isZero();
        assertThat(new ObjectMapper().readTree(report.toFile()).get("pairs")).isEmpty();
        assertThat(columns(report)).hasSize(5);
    }

    /** Of a single network there is nothing to mirror, which is no mistake beside a line. */
    @Test
    void evaluate_mirroredEnsemblesBesideASingleNetwork_areThoseOfTheLine() throws Exception {
        Path plain = work.resolve("plain");
        TrainerConsole.prepare(
                "train --dataset image-folder --data %s --out %s --network cresnet8-w4 --epochs 1 --batch-size 32 --subspace point"
                        .formatted(data, plain));
        Path report = work.resolve("report.json");
        String mirrored =
                "--corruptions none --points midpoint,endpoints --ensemble mirrored --report "
                        + report;
        assertThat(evaluate("--model %s %s".formatted(plain, mirrored))).isZero();
        assertThat(columns(report))
                .containsExactly(
                        "model/midpoint",
                        "model/endpoint-0",
                        "model/endpoint-1",
                        "model/endpoint-0+endpoint-1",
                        "plain/midpoint");
        assertThat(
                        console.runLine(
                                "evaluate --model %s --dataset image-folder --data %s %s"
                                        .formatted(plain, data, mirrored)))
                .isEqualTo(2);
    }
}
