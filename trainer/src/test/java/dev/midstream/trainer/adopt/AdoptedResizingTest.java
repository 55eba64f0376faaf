package dev.midstream.trainer.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.ModelManifest;
import dev.midstream.OutputType;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.cli.TrainerConsole;
import dev.midstream.trainer.network.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How larger images become those of an adopted model is part of its manifest. */
final class AdoptedResizingTest {
    private final TrainerConsole console = new TrainerConsole();

    @TempDir private Path work;

    @BeforeEach
    void write() throws IOException {
        float[][] weights = {{1, 0}, {0, 1}, {0.5f, 0}, {0, 2}};
        ForeignModel.write(
                work.resolve("foreign"), new ImageShape(2, 2, 1), weights, OutputType.LOGITS);
        Files.writeString(work.resolve("names.txt"), "cat\ndog\n");
    }

    @Test
    void evaluate_largerImagesOfManySizes_resizedAsAdopted() throws Exception {
        assertThat(adopt("resizing", "--resize 3 --crop 2")).as(console.errors()).isZero();
        assertThat(adopt("plain", "")).as(console.errors()).isZero();
        ModelManifest manifest = ModelDirectory.open(work.resolve("resizing")).manifest();
        assertThat(manifest.getInputResize()).isEqualTo(3);
        assertThat(manifest.getInputCrop()).isEqualTo(2);
        image("large/test/cat/a.png", 9, 6);
        image("large/test/dog/b.png", 5, 8);
        image("large/test/dog/c.png", 4, 4);

        List<String> asAdopted = evaluate("resizing", "large", "");

        assertThat(asAdopted)
                .hasSize(4)
                .isEqualTo(evaluate("plain", "large", "--resize 3 --crop 2"))
                .isNotEqualTo(evaluate("plain", "large", "--resize 2 --crop 2"));
        assertThat(console.output()).contains("resized to 3 pixels");
        // Options come first, and images of the model's own size stay as they are.
        assertThat(evaluate("resizing", "large", "--resize 2 --crop 2"))
                .isEqualTo(evaluate("plain", "large", "--resize 2 --crop 2"));
        image("fitting/test/cat/a.png", 2, 2);
        image("fitting/test/dog/b.png", 2, 2);
        assertThat(evaluate("resizing", "fitting", "")).isEqualTo(evaluate("plain", "fitting", ""));
    }

    @Test
    void adopt_cropOfAnotherSize_saysWhatTheModelTakes() {
        assertThat(adopt("wrong", "--resize 256 --crop 224")).isEqualTo(2);
        assertThat(console.errors())
                .startsWith(
                        "Invalid --crop: 224. The model takes images of 2 x 2: --resize and --crop"
                                + " are for squares of its side.");
        assertThat(adopt("alone", "--resize 3")).as(console.errors()).isZero();
    }

    private int adopt(String name, String options) {
        return console.runLine(
                "adopt --model %s --out %s --dataset pets --classes %s %s"
                        .formatted(
                                work.resolve("foreign"),
                                work.resolve(name),
                                work.resolve("names.txt"),
                                options));
    }

    /** The lines of the predictions. */
    private List<String> evaluate(String model, String images, String options) throws IOException {
        Path predictions = work.resolve("predictions.csv");
        int code =
                console.runLine(
                        "evaluate --model %s --dataset image-folder --data %s --corruptions none --predictions %s %s"
                                .formatted(
                                        work.resolve(model),
                                        work.resolve(images),
                                        predictions,
                                        options));
        assertThat(code).as(console.errors()).isZero();
        return Files.readAllLines(predictions).stream()
                .map(line -> line.replace(model + ",", "MODEL,"))
                .toList();
    }

    private void image(String name, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(name.hashCode());
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt(1 << 24));
        }
        Path file = work.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
