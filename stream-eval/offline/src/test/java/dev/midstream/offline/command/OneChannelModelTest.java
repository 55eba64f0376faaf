package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.fixture.ToyModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of one channel take the luminance of colours, and grey as it is. */
final class OneChannelModelTest {

    private static final List<String> CLASSES = List.of("0", "1");

    @TempDir private Path work;

    @Test
    void evaluate_colourImages_modelGetsPillowsLuminance() throws Exception {
        write("0/a.png", 200 << 16 | 100 << 8 | 50, BufferedImage.TYPE_INT_RGB);

        // Image.new("RGB", (1, 1), (200, 100, 50)).convert("L") is 124.
        assertThat(predicted(1, "red 123.5")).containsExactly("0");
        assertThat(predicted(1, "red 124.5")).containsExactly("1");
    }

    @Test
    void evaluate_greyImages_modelGetsThemAsTheyAre() throws Exception {
        for (int grey = 0; grey < 256; grey++) {
            write("0/%03d.png".formatted(grey), 0x010101 * grey, BufferedImage.TYPE_BYTE_GRAY);
        }

        for (int channels : new int[] {1, 3}) {
            List<String> predicted = predicted(channels, "red 76.5");
            assertThat(predicted.subList(0, 77)).containsOnly("1");
            assertThat(predicted.subList(77, 256)).containsOnly("0");
        }
    }

    @Test
    void evaluate_imagesOfAnotherSize_areRefusedWithAllDimensions() throws Exception {
        write("0/a.png", 0, BufferedImage.TYPE_BYTE_GRAY);

        Evaluation done = evaluate(model(28, 1, "red 1"));

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.complained())
                .contains(
                        "Cannot evaluate model: it takes images of 28x28x1, but those of"
                                + " image-folder are 4x4x3 (height, width, channels). Change their"
                                + " size with --resize and --crop.");
    }

    /** The classes that the model predicts for the images, in the order of their names. */
    private List<String> predicted(int channels, String logits) throws IOException {
        Path predictions = work.resolve("predictions.csv");
        Evaluation done =
                evaluate(model(4, channels, logits), "--predictions", predictions.toString());
        assertThat(done.code()).as(done.complained()).isZero();
        return Files.readAllLines(predictions).stream()
                .skip(1)
                .sorted()
                .map(line -> line.split(",", -1)[6])
                .toList();
    }

    private void write(String name, int rgb, int type) throws IOException {
        Files.createDirectories(work.resolve("images/test/1"));
        Path file = work.resolve("images/test").resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(4, 4, type);
        for (int i = 0; i < 16; i++) {
            if (type == BufferedImage.TYPE_BYTE_GRAY) {
                image.getRaster().setSample(i % 4, i / 4, 0, rgb & 0xff);
            } else {
                image.setRGB(i % 4, i / 4, rgb);
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private Path model(int side, int channels, String logits) throws IOException {
        Path model = work.resolve("model");
        ToyModel.write(
                model,
                CLASSES,
                new int[] {side, side, channels},
                Collections.nCopies(ToyModel.POINTS.size(), logits));
        return model;
    }

    private Evaluation evaluate(Path model, String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--model",
                                model.toString(),
                                "--points",
                                "midpoint",
                                "--dataset",
                                "image-folder",
                                "--data",
                                work.resolve("images").toString(),
                                "--corruptions",
                                "none"));
        arguments.addAll(List.of(options));
        return Evaluation.of(arguments);
    }
}
