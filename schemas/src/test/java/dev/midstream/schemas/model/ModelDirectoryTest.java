package dev.midstream.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.SubspaceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {
    @TempDir private Path directory;

    private static ModelManifest manifest() {
        return ModelManifest.newBuilder()
                .setFormatVersion(1)
                .setModelId("line")
                .setSubspace(SubspaceKind.LINE)
                .setNetwork("cresnet8-w16")
                .setDataset("cifar10")
                .setClasses(List.of("cat", "dog"))
                .setInputHeight(32)
                .setInputWidth(32)
                .setInputChannels(3)
                .setInputName("images")
                .setOutputName("logits")
                .setAllPointsSignature("all-points")
                .setPoints(
                        List.of(
                                new ModelPoint(
                                        "midpoint",
                                        PointRole.MIDPOINT,
                                        List.of(0.5, 0.5),
                                        "midpoint")))
                .setTraining(Map.of("epochs", "2"))
                .setSeed(7)
                .setVersions(Map.of())
                .setFiles(List.of())
                .build();
    }

    @BeforeEach
    void seal() throws IOException {
        Files.writeString(directory.resolve("saved_model.pb"), "graph");
        Files.createDirectory(directory.resolve("extra"));
        Files.writeString(directory.resolve("extra/notes.txt"), "notes");
        ModelDirectory.seal(directory, manifest());
    }

    @Test
    void open_sealedDirectory_givesItsManifest() throws Exception {
        ModelManifest read = ModelDirectory.open(directory).manifest();

        assertThat(read.getPoints()).isEqualTo(manifest().getPoints());
        assertThat(read.getFiles())
                .extracting("path")
                .containsExactly("extra/notes.txt", "saved_model.pb");
    }

    @Test
    void open_changedFile_saysWhich() throws Exception {
        Files.writeString(directory.resolve("saved_model.pb"), "grapf");

        assertRefused("saved_model.pb was changed (SHA-256 differs)");
    }

    @Test
    void open_truncatedFile_saysHowManyBytesAreMissing() throws Exception {
        Files.writeString(directory.resolve("saved_model.pb"), "gra");

        assertRefused("saved_model.pb has 3 bytes, not the 5 of its manifest");
    }

    @Test
    void open_missingFile_saysWhich() throws Exception {
        Files.delete(directory.resolve("extra/notes.txt"));

        assertRefused("extra/notes.txt is missing");
    }

    @Test
    void open_fileThatIsNotListed_saysWhich() throws Exception {
        Files.writeString(directory.resolve("added"), "x");

        assertRefused("added is not in its manifest");
    }

    @Test
    void open_pathOutOfTheDirectory_refused() throws Exception {
        rewrite("extra/notes.txt", "../notes.txt");

        assertRefused("../notes.txt is missing");
    }

    @Test
    void open_laterFormat_refused() throws Exception {
        rewrite("\"formatVersion\" : 1", "\"formatVersion\" : 2");

        assertRefused("its format version is 2, not 1");
    }

    @Test
    void open_manifestCutShort_saysWhichFile() throws Exception {
        Path file = directory.resolve("manifest.json");
        Files.writeString(file, Files.readString(file).substring(0, 100));

        assertThatThrownBy(() -> ModelDirectory.open(directory))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith("Cannot read model manifest " + file)
                .message()
                .hasLineCount(1);
    }

    @Test
    void open_noModelDirectory_saysWhatToGive(@TempDir Path empty) {
        assertThatThrownBy(() -> ModelDirectory.open(empty))
                .hasMessage(
                        "Cannot read model %s: it has no manifest.json. Give a directory that the"
                                + " trainer exported.",
                        empty);
    }

    private void rewrite(String what, String with) throws IOException {
        Path file = directory.resolve("manifest.json");
        Files.writeString(file, Files.readString(file).replace(what, with));
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> ModelDirectory.open(directory))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("Cannot use model %s: %s. Export it again.", directory, reason);
    }
}
