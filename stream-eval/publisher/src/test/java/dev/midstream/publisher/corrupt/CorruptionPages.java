package dev.midstream.publisher.corrupt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.publisher.TestCommandLine;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Draws the pages of pictures in docs/corruptions.md with {@code corrupt --contact-sheet}. Not part
 * of a build; docs/corruptions.md says how to run it.
 */
class CorruptionPages {

    @TempDir private Path directory;

    @Test
    void draw() throws Exception {
        for (int side : new int[] {32, 224}) {
            Path data = directory.resolve(Integer.toString(side));
            Path file = data.resolve("test/scene/scene.png");
            Files.createDirectories(file.getParent());
            assertThat(ImageIO.write(Scene.draw(side), "png", file.toFile())).isTrue();
            int code =
                    new TestCommandLine()
                            .execute(
                                    "corrupt",
                                    "--dataset",
                                    "image-folder",
                                    "--data",
                                    data.toString(),
                                    "--contact-sheet",
                                    System.getProperty("midstream.pages", "target")
                                            + "/corruptions-"
                                            + side
                                            + ".png");
            assertThat(code).isZero();
        }
    }
}
