package dev.midstream.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.SubspaceKind;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Resizing;
import dev.midstream.schemas.model.ModelDirectory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RunOptionsTest {
    @TempDir private Path work;

    @BeforeEach
    void write() throws IOException {
        image("cat/a.png", 9, 6);
        image("dog/b.png", 5, 8);
        model("model", 3, 2);
    }

    @Test
    void open_forAModel_largerImagesResizedAsItSays() throws Exception {
        ImageDataset images = open("--for-model " + work.resolve("model"));

        assertThat(List.of(images.height(), images.width())).containsExactly(2, 2);
        for (int i = 0; i < images.size(); i++) {
            assertThat(images.image(i))
                    .isEqualTo(Resizing.of(3, 2).apply(images.original(i)))
                    .isNotEqualTo(images.original(i));
        }
    }

    @Test
    void open_optionsBesideTheModel_comeFirst() throws Exception {
        ImageDataset images = open("--for-model %s --crop 4".formatted(work.resolve("model")));
        assertThat(List.of(images.height(), images.width())).containsExactly(4, 4);
    }

    @Test
    void open_modelThatDoesNotSayHow_takesImagesOfItsSizeAlone() throws Exception {
        image("dog/b.png", 9, 6);
        model("silent", 0, 0);
        String options = "--for-model " + work.resolve("silent");

        assertThatThrownBy(() -> open(options))
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        "Cannot publish for model silent: it takes images of 2 x 2, these have 6 x"
                                + " 9, and its manifest does not say how they are resized. Give"
                                + " --resize and --crop.");
        assertThat(open(options + " --crop 2").width()).isEqualTo(2);
    }

    @Test
    void open_noModelThere_saysSo() {
        assertThatThrownBy(() -> open("--for-model " + work.resolve("none")))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("Cannot read model " + work.resolve("none"));
    }

    private ImageDataset open(String options) throws DatasetException {
        RunOptions run = new RunOptions();
        String line = "--dataset image-folder --data %s %s".formatted(work, options);
        CommandLine unused = new CommandLine(run);
        unused.parseArgs(line.split(" ", -1));
        return run.open();
    }

    private void image(String name, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(width);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt(1 << 24));
        }
        Path file = work.resolve("test").resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private void model(String name, int resize, int crop) throws IOException {
        Path directory = Files.createDirectory(work.resolve(name));
        Files.writeString(directory.resolve("network"), "none");
        ModelDirectory unused =
                ModelDirectory.seal(
                        directory,
                        ModelManifest.newBuilder()
                                .setFormatVersion(ModelDirectory.FORMAT_VERSION)
                                .setModelId(name)
                                .setSubspace(SubspaceKind.POINT)
                                .setNetwork("foreign")
                                .setDataset("pets")
                                .setClasses(List.of("cat", "dog"))
                                .setInputHeight(2)
                                .setInputWidth(2)
                                .setInputChannels(3)
                                .setInputName("images")
                                .setInputResize(resize)
                                .setInputCrop(crop)
                                .setOutputName("logits")
                                .setAllPointsSignature("")
                                .setPoints(
                                        List.of(
                                                new ModelPoint(
                                                        "model",
                                                        PointRole.FOREIGN,
                                                        List.of(1.0),
                                                        "")))
                                .setTraining(Map.of())
                                .setSeed(0)
                                .setVersions(Map.of())
                                .setFiles(List.of())
                                .build());
    }
}
