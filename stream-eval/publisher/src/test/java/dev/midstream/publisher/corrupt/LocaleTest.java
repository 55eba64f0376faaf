package dev.midstream.publisher.corrupt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.publisher.PublisherMain;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In the locale C, Java cannot name a class directory such as café: the command says what to do.
 */
class LocaleTest {

    @TempDir private Path data;

    @BeforeEach
    void writeImages() throws Exception {
        File image = data.resolve("image.png").toFile();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", image);
        // By the shell: this process may run in the locale C too.
        String made =
                "set -e; mkdir -p test/$'caf\\xc3\\xa9'; cp image.png test/$'caf\\xc3\\xa9'/a.png";
        Process shell = new ProcessBuilder("bash", "-c", made).directory(data.toFile()).start();
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void corrupt_classThatTheLocaleLacks_failsWithWhatToDo() throws Exception {
        String said = corrupt("C", 1);

        assertThat(said.strip())
                .startsWith("Cannot list ")
                .contains("The name caf?? has characters that are not in this locale's")
                .endsWith("Run the command with LC_ALL=C.UTF-8.")
                .doesNotContain("\n");
    }

    @Test
    void corrupt_asTheMessageSays_succeeds() throws Exception {
        assertThat(corrupt("C.UTF-8", 0)).contains("image-folder: 1 images of 1 corruptions");
    }

    private String corrupt(String locale, int code) throws Exception {
        Path log = data.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PublisherMain.class.getName(),
                        "corrupt",
                        "--dataset",
                        "image-folder",
                        "--data",
                        ".",
                        "--out",
                        "out",
                        "--layout",
                        "tiny-imagenet-c",
                        "--corruptions",
                        "contrast",
                        "--severities",
                        "1");
        builder.environment().put("LC_ALL", locale);
        Process process =
                builder.directory(data.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(process.exitValue()).as(said).isEqualTo(code);
        return said;
    }
}
