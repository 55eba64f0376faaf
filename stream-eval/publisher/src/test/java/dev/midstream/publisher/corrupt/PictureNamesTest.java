package dev.midstream.publisher.corrupt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.publisher.TestCommandLine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureNamesTest {

    @TempDir private Path data;

    private final TestCommandLine line = new TestCommandLine();

    @Test
    void corrupt_namesThatDifferByTheirEnding_keepBothFiles() throws Exception {
        save("a/1.jpg");
        save("a/1.png");
        save("a/2.png");
        save("b/1.png");

        assertThat(corrupt()).isZero();

        assertThat(files("contrast/3"))
                .containsExactly("a/1.jpg.png", "a/1.png.png", "a/2.png", "b/1.png");
        assertThat(line.out()).contains("4 of them");
    }

    @Test
    void corrupt_namesThatCannotBeToldApart_areRefused() throws Exception {
        save("a/1.jpg");
        save("a/1.png");
        save("a/1.png.jpg");

        assertThat(corrupt()).isEqualTo(1);

        assertThat(line.err())
                .contains(
                        "Cannot write images: two would be named a/1.png.png. Rename one of them.");
    }

    private int corrupt() {
        return line.execute(
                "corrupt",
                "--dataset",
                "image-folder",
                "--data",
                data.toString(),
                "--layout",
                "tiny-imagenet-c",
                "--format",
                "png",
                "--corruptions",
                "contrast",
                "--severities",
                "3",
                "--out",
                data.resolve("out").toString());
    }

    private List<String> files(String directory) throws IOException {
        Path root = data.resolve("out").resolve(directory);
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private void save(String name) throws IOException {
        Path file = data.resolve("test").resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, name.endsWith("jpg") ? "jpg" : "png", file.toFile());
    }
}
