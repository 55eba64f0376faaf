package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.engine.fixture.ToyModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that {@code evaluate} writes, held to closed forms of the answers of a toy model. */
final class ReportFilesTest {
    private static final int SIDE = 32;

    /** Of midpoint, endpoint-0, endpoint-1, at-0.2 and at-0.8. */
    private static final List<String> LOGITS = List.of("1 0", "0 1", "2 0", "0 3", "5 0");

    private static final double SIGMOID_1 = 1 / (1 + Math.exp(-1));
    private static final double SIGMOID_2 = 1 / (1 + Math.exp(-2));

    @TempDir private Path work;

    @BeforeEach
    void write() throws IOException {
        for (String image : List.of("a, b/0.png", "a, b/1.png", "a, b/2.png", "dog/0.png")) {
            Path file = work.resolve("images/test").resolve(image);
            Files.createDirectories(file.getParent());
            BufferedImage black = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(black, "png", file.toFile());
        }
        ToyModel.write(work.resolve("toy"), List.of("a, b", "dog"), SIDE, LOGITS);
    }

    @Test
    void predictions_everyImageAndPoint_areLinesWithQuotedNames() throws Exception {
        Path csv = work.resolve("predictions.csv");

        evaluate("--predictions", csv.toString());

        List<String> lines = Files.readAllLines(csv);
        assertThat(lines)
                .hasSize(1 + 4 * LOGITS.size())
                .startsWith(
                        "imageId,model,point,corruption,severity,label,predicted,confidence,class,"
                                + "predictedClass")
                .contains(
                        "\"a, b/0.png\",toy,midpoint,none,0,0,0,%s,\"a, b\",\"a, b\""
                                .formatted((float) SIGMOID_1),
                        "dog/0.png,toy,endpoint-1,none,0,1,0,%s,dog,\"a, b\""
                                .formatted((float) SIGMOID_2));
    }

    @Test
    void csv_cleanImagesOnly_isWrongUsage() {
        Evaluation evaluation = evaluation("--csv", work.resolve("accuracy.csv").toString());

        assertThat(evaluation.code()).isEqualTo(2);
        assertThat(evaluation.complained())
                .startsWith(
                        "Invalid --csv: it has columns of corrupted images only, and there are"
                                + " none.");
    }

    @Test
    void report_pairsOfPoints_haveDisagreementAndDistance() throws Exception {
        JsonNode pairs = report().get("pairs");

        assertThat(pairs).hasSize(10);
        assertThat(pairs.at("/0/other").asText()).isEqualTo("toy/endpoint-0");
        assertThat(pairs.at("/0/cells/0/disagreement").asDouble()).isEqualTo(1);
        assertThat(pairs.at("/0/cells/0/totalVariation").asDouble())
                .isCloseTo(2 * SIGMOID_1 - 1, within(1e-6));
        assertThat(pairs.at("/1/other").asText()).isEqualTo("toy/endpoint-1");
        assertThat(pairs.at("/1/cells/0/disagreement").asDouble()).isZero();
        assertThat(pairs.at("/1/cells/0/totalVariation").asDouble())
                .isCloseTo(SIGMOID_2 - SIGMOID_1, within(1e-6));
    }

    @Test
    void report_figuresOfAPoint_areThoseOfItsProbabilities() throws Exception {
        JsonNode midpoint = report().at("/columns/0/summary/clean");

        // Three images are of the first class, which it predicts, and one is of the other.
        assertThat(midpoint.at("/accuracy/value").asDouble()).isEqualTo(0.75);
        assertThat(midpoint.at("/gap/value").asDouble()).isCloseTo(SIGMOID_1 - 0.75, within(1e-6));
        assertThat(midpoint.at("/nll/value").asDouble())
                .isCloseTo(
                        -0.75 * Math.log(SIGMOID_1) - 0.25 * Math.log(1 - SIGMOID_1), within(1e-6));
        assertThat(midpoint.at("/brier/value").asDouble())
                .isCloseTo(
                        1.5 * (1 - SIGMOID_1) * (1 - SIGMOID_1) + 0.5 * SIGMOID_1 * SIGMOID_1,
                        within(1e-6));
    }

    @Test
    void evaluate_oneFileCannotBeWritten_printsTheFiguresAndWritesTheOthers() throws Exception {
        Path full = Files.createSymbolicLink(work.resolve("full"), Path.of("/dev/full"));
        Path json = work.resolve("figures.json");
        Path predictions = work.resolve("predictions.csv");

        Evaluation evaluation =
                evaluation("--report=" + full, "--json=" + json, "--predictions=" + predictions);

        assertThat(evaluation.code()).isEqualTo(1);
        assertThat(evaluation.said()).contains("75.00 %");
        assertThat(evaluation.complained())
                .contains("Cannot write %s: No space left on device.".formatted(full));
        assertThat(json).isNotEmptyFile();
        assertThat(predictions).isNotEmptyFile();
    }

    @Test
    void evaluate_damagedImage_earlierFilesStayAsTheyWere() throws Exception {
        Files.writeString(weather().resolve("1/dog/1.png"), "no picture");
        Path predictions = Files.writeString(work.resolve("predictions.csv"), "earlier");
        Path bad = Files.writeString(work.resolve("bad.csv"), "earlier");

        Evaluation evaluation = ofWeather("--predictions=" + predictions, "--bad-answers=" + bad);

        assertThat(evaluation.code()).isEqualTo(1);
        assertThat(evaluation.complained()).contains("dog/1.png");
        assertThat(predictions).hasContent("earlier");
        assertThat(bad).hasContent("earlier");
        assertThat(work).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void evaluate_oneFileForTwoOptions_isWrongUsage() {
        Path file = work.resolve("r.json");

        Evaluation evaluation =
                evaluation("--json=" + file, "--report=" + work.resolve("images/../r.json"));

        assertThat(evaluation.code()).isEqualTo(2);
        assertThat(evaluation.complained())
                .startsWith("Invalid --report: --json writes ")
                .contains("r.json too. Name another file.");
        assertThat(file).doesNotExist();
    }

    @Test
    void evaluate_corruptionWithAComma_isQuoted() throws Exception {
        weather();
        Path predictions = work.resolve("predictions.csv");
        Path csv = work.resolve("accuracy.csv");

        Evaluation evaluation = ofWeather("--predictions=" + predictions, "--csv=" + csv);

        assertThat(evaluation.code()).as(evaluation.complained()).isZero();
        assertThat(Files.readAllLines(predictions))
                .filteredOn(line -> line.contains("dog/0.png"))
                .singleElement()
                .asString()
                .contains(",toy,midpoint,\"rain,heavy\",1,1,0,");
        assertThat(Files.readAllLines(csv)).startsWith(",\"rain,heavy\"", ",1");
    }

    /** A corruption of two images, which are read one by one. */
    private Path weather() throws IOException {
        Path corruption = work.resolve("weather/rain,heavy");
        for (String image : List.of("a, b/0.png", "dog/0.png")) {
            Path file = corruption.resolve("1").resolve(image);
            Files.createDirectories(file.getParent());
            Files.copy(work.resolve("images/test").resolve(image), file);
        }
        return corruption;
    }

    private Evaluation ofWeather(String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--model=" + work.resolve("toy"),
                                "--dataset=corrupted-folder",
                                "--data=" + work.resolve("weather"),
                                "--points=midpoint"));
        arguments.addAll(List.of(options));
        return Evaluation.of(arguments);
    }

    private JsonNode report() throws IOException {
        Path file = work.resolve("report.json");
        evaluate("--report", file.toString());
        return new ObjectMapper().readTree(file.toFile());
    }

    private void evaluate(String... options) {
        Evaluation evaluation = evaluation(options);
        assertThat(evaluation.code()).as(evaluation.complained()).isZero();
    }

    private Evaluation evaluation(String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--model=" + work.resolve("toy"),
                                "--dataset=image-folder",
                                "--data=" + work.resolve("images"),
                                "--corruptions=none",
                                "--ensemble=none"));
        arguments.addAll(List.of(options));
        return Evaluation.of(arguments);
    }
}
