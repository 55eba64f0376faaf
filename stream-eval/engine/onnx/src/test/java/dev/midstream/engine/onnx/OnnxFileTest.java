package dev.midstream.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.engine.onnx.fixture.OnnxModels;
import dev.midstream.schemas.model.InvalidModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OnnxFileTest {
    private static final float[][] MATRIX = {{1, 0}, {0, 1}, {1, 1}};

    @TempDir private Path directory;

    @Test
    void read_model_opsetsAndDomains() throws Exception {
        OnnxFile file = OnnxFile.read(model().write(path(), MATRIX, 2, 3));
        assertThat(file.opsets()).isEqualTo(Map.of("", 13L));
        assertThat(file.domains()).containsExactly("");
        assertThat(file.weightFiles()).isEmpty();
    }

    @Test
    void read_weightsBesideIt_namesThem() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        Files.write(directory.resolve("data/w.bin"), new byte[24]);
        OnnxFile file = OnnxFile.read(model().weightsIn("data/w.bin").write(path(), MATRIX, 2, 3));
        assertThat(file.weightFiles()).containsExactly("data/w.bin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../w.bin", "data/../../w.bin", "/etc/hostname"})
    void read_weightsElsewhere_refused(String name) throws Exception {
        Path model = model().weightsIn(name).write(path(), MATRIX, 2, 3);
        assertThatThrownBy(() -> OnnxFile.read(model))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(
                        "Cannot use the ONNX model %s: it names weights outside its directory: %s."
                                .formatted(model, name));
    }

    @Test
    void read_weightsThatAreALink_onlyWithinTheDirectory(@TempDir Path elsewhere) throws Exception {
        Files.write(elsewhere.resolve("secret.bin"), new byte[24]);
        Files.createSymbolicLink(directory.resolve("data"), elsewhere);
        Path model = model().weightsIn("data/secret.bin").write(path(), MATRIX, 2, 3);
        assertThatThrownBy(() -> OnnxFile.read(model))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(
                        "Cannot use the ONNX model %s: its weights data/secret.bin are a link out of its directory. Copy them there."
                                .formatted(model));

        Files.write(directory.resolve("w.bin"), new byte[24]);
        Files.createSymbolicLink(directory.resolve("link.bin"), Path.of("w.bin"));
        model().weightsIn("link.bin").write(path(), MATRIX, 2, 3);
        assertThat(OnnxFile.read(path()).weightFiles()).containsExactly("link.bin");
    }

    @Test
    void read_directoryThatIsALink_itsWeightsAreBesideTheModel(@TempDir Path links)
            throws Exception {
        Files.write(directory.resolve("w.bin"), new byte[24]);
        model().weightsIn("w.bin").write(path(), MATRIX, 2, 3);
        Path link = Files.createSymbolicLink(links.resolve("model"), directory);
        assertThat(OnnxFile.read(link.resolve("model.onnx")).weightFiles())
                .containsExactly("w.bin");
    }

    @Test
    void read_operatorsOfOnnxRuntime_taken() throws Exception {
        Path model = model().customDomain("com.microsoft").write(path(), MATRIX, 2, 3);
        assertThat(OnnxFile.read(model).domains()).containsExactly("", "com.microsoft");
    }

    @Test
    void read_weightsMissing_namesThem() throws Exception {
        Path model = model().weightsIn("w.bin").write(path(), MATRIX, 2, 3);
        assertThatThrownBy(() -> OnnxFile.read(model))
                .hasMessage(
                        "Cannot use the ONNX model %s: its weights w.bin are not beside it."
                                .formatted(model));
    }

    @Test
    void read_customOperators_refused() throws Exception {
        Path model = model().customDomain("org.example").write(path(), MATRIX, 2, 3);
        assertThatThrownBy(() -> OnnxFile.read(model))
                .hasMessage(
                        "Cannot use the ONNX model %s: it uses operators of org.example, which are"
                                        .formatted(model)
                                + " not part of ONNX or ONNX Runtime. Export it without custom"
                                + " operators.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a model", "\u0008\u0001"})
    void read_otherFile_saysThatItIsNone(String contents) throws Exception {
        Files.writeString(path(), contents);
        assertThatThrownBy(() -> OnnxFile.read(path()))
                .hasMessage("Cannot use the ONNX model %s: it is no ONNX model.".formatted(path()));
    }

    @Test
    void read_truncated_saysThatItIsNone() throws Exception {
        byte[] whole = Files.readAllBytes(model().write(path(), MATRIX, 2, 3));
        for (int length = 0; length < whole.length - 12; length++) {
            Files.write(path(), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> OnnxFile.read(path()))
                    .isInstanceOf(InvalidModelException.class);
        }
    }

    private Path path() {
        return directory.resolve("model.onnx");
    }

    private static OnnxModels model() {
        return OnnxModels.of(OnnxModels.FLOAT, -1, 3, 4, 2);
    }
}
