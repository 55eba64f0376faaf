package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.engine.fixture.ToyModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network of other images and more classes, on a data set that is corrupted already: as an
 * ImageNet-trained one runs on Tiny-ImageNet-C.
 */
final class LargerModelTest {

    /** Larger than the 64 pixels of Tiny ImageNet. */
    private static final int SIDE = 96;

    private static final String GOLDFISH = "n01443537";
    private static final String SALAMANDER = "n01629819";

    @TempDir private Path work;

    @BeforeEach
    void writeImages() throws IOException {
        for (int severity = 1; severity <= 2; severity++) {
            for (String corruption : List.of("snow", "fog")) {
                Path cell = work.resolve("c/%s/%d".formatted(corruption, severity));
                write(cell.resolve(GOLDFISH + "/val_1.JPEG"), 200);
                write(cell.resolve(SALAMANDER + "/val_2.JPEG"), 10);
            }
        }
        Path tiny = work.resolve("clean");
        Files.createDirectories(tiny.resolve("val"));
        Files.write(tiny.resolve("wnids.txt"), List.of(SALAMANDER, GOLDFISH));
        Files.write(
                tiny.resolve("val/val_annotations.txt"),
                List.of("val_1.JPEG\t" + GOLDFISH, "val_2.JPEG\t" + SALAMANDER));
        write(tiny.resolve("val/images/val_1.JPEG"), 200);
        write(tiny.resolve("val/images/val_2.JPEG"), 10);
    }

    @Test
    void evaluate_modelOfAThousandSynsets_isRestrictedToThoseOfTheData() throws Exception {
        List<String> synsets = Files.readAllLines(Path.of("../../docs/classes/imagenet.txt"));
        model(synsets);

        JsonNode report =
                evaluate("--include-clean", work.resolve("clean").toString(), "--severities", "2");

        assertCells(report);
    }

    @Test
    void evaluate_modelOfNumberedClasses_isMappedByTheTable() throws Exception {
        model(IntStream.range(0, 1000).mapToObj(Integer::toString).toList());

        JsonNode report =
                evaluate(
                        "--class-map",
                        "../../docs/classes/imagenet-numbers.tsv",
                        "--include-clean",
                        work.resolve("clean").toString(),
                        "--severities",
                        "2");

        assertCells(report);
    }

    private static void assertCells(JsonNode report) {
        JsonNode cells = report.get("columns").get(0).get("cells");
        assertThat(cells).hasSize(3);
        List<String> conditions = new ArrayList<>();
        for (JsonNode cell : cells) {
            conditions.add(cell.get("corruption").asText() + cell.get("severity").asText());
            assertThat(cell.get("images").asInt()).isEqualTo(2);
            // Tench, which the data set does not have, would win everywhere.
            assertThat(cell.get("accuracy").asDouble()).isEqualTo(1);
        }
        assertThat(conditions).containsExactly("none0", "snow2", "fog2");
        assertThat(report.get("remarks").toString())
                .contains("their shorter side is resized to 96 pixels, bilinear and antialiased");
    }

    /** Answers tench before all, then goldfish where the image is bright, else the salamander. */
    private void model(List<String> classes) throws IOException {
        List<String> logits = new ArrayList<>(Collections.nCopies(1000, "0"));
        logits.set(0, "1000");
        logits.set(1, "red");
        logits.set(25, "100");
        ToyModel.write(
                work.resolve("imagenet"),
                classes,
                SIDE,
                Collections.nCopies(ToyModel.POINTS.size(), String.join(" ", logits)));
    }

    private JsonNode evaluate(String... options) throws IOException {
        Path report = work.resolve("report.json");
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--model",
                                work.resolve("imagenet").toString(),
                                "--points",
                                "midpoint",
                                "--dataset",
                                "tiny-imagenet-c",
                                "--data",
                                work.resolve("c").toString(),
                                "--resize",
                                Integer.toString(SIDE),
                                "--report",
                                report.toString()));
        arguments.addAll(List.of(options));
        Evaluation done = Evaluation.of(arguments);
        assertThat(done.code()).as(done.complained()).isZero();
        return new ObjectMapper().readTree(report.toFile());
    }

    private static void write(Path file, int grey) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, 0x010101 * grey);
        }
        ImageIO.write(image, "jpg", file.toFile());
    }
}
