package dev.midstream.trainer.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.OutputType;
import dev.midstream.trainer.cli.TrainerConsole;
import dev.midstream.trainer.network.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of MNIST's kind, with one input channel, is adopted and evaluated on any images. */
final class OneChannelModelTest {

    /** R, G, B; Pillow's L of it is 124. */
    private static final int COLOUR = 200 << 16 | 100 << 8 | 50;

    @TempDir private Path work;

    /** The model answers with the pixels themselves: logits are those of the left and the right. */
    @BeforeEach
    void adopt() throws IOException {
        float[][] weights = {{1, 0}, {0, 1}};
        ForeignModel.write(
                work.resolve("foreign"), new ImageShape(1, 2, 1), weights, OutputType.LOGITS);
        Path names = Files.writeString(work.resolve("names.txt"), "left\nright\n");
        TrainerConsole console = new TrainerConsole();
        int code =
                console.run(
                        "adopt",
                        "--model",
                        work.resolve("foreign").toString(),
                        "--out",
                        work.resolve("adopted").toString(),
                        "--dataset",
                        "pairs",
                        "--classes",
                        names.toString(),
                        "--input-layout",
                        "nhwc",
                        "--input-std",
                        "0.00392156862745098");
        assertThat(code).as(console.errors()).isZero();
    }

    @Test
    void evaluate_colourAgainstGrey_comparesLuminance() throws Exception {
        write("left/a.png", COLOUR, 0x7b7b7b);
        write("right/b.png", COLOUR, 0x7d7d7d);

        assertThat(evaluate("--corruptions", "none"))
                .anyMatch(line -> line.startsWith("left/a.png,") && line.contains(",none,0,0,0,"))
                .anyMatch(line -> line.startsWith("right/b.png,") && line.contains(",none,0,1,1,"))
                .hasSize(3);
    }

    @Test
    void evaluate_corruptedImages_areSeenToo() throws Exception {
        write("left/a.png", 0xffffff, 0);
        write("right/b.png", 0, 0xffffff);

        assertThat(evaluate("--corruptions", "brightness,contrast", "--severities", "1,5"))
                .hasSize(1 + 2 * 5);
    }

    @Test
    void evaluate_largerImages_fitWithResizeAndCrop() throws Exception {
        BufferedImage image = new BufferedImage(8, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 32; i++) {
            image.setRGB(i % 8, i / 8, i % 8 < 4 ? 0xffffff : 0);
        }
        save("left/a.png", image);
        Files.createDirectories(work.resolve("images/test/right"));

        assertThat(evaluate("--corruptions", "none", "--resize", "1")).hasSize(2);
    }

    /** The lines of the predictions, with their header. */
    private List<String> evaluate(String... options) throws IOException {
        Path predictions = work.resolve("predictions.csv");
        TrainerConsole console = new TrainerConsole();
        String[] arguments = {
            "evaluate",
            "--model",
            work.resolve("adopted").toString(),
            "--dataset",
            "image-folder",
            "--data",
            work.resolve("images").toString(),
            "--predictions",
            predictions.toString()
        };
        String[] all = new String[arguments.length + options.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(options, 0, all, arguments.length, options.length);
        assertThat(console.run(all)).as(console.errors()).isZero();
        return Files.readAllLines(predictions);
    }

    private void write(String name, int left, int right) throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, left);
        image.setRGB(1, 0, right);
        save(name, image);
    }

    private void save(String name, BufferedImage image) throws IOException {
        Path file = work.resolve("images/test").resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
