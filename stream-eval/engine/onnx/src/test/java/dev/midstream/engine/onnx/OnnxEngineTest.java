package dev.midstream.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.InputLayout;
import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.OutputType;
import dev.midstream.PointRole;
import dev.midstream.SubspaceKind;
import dev.midstream.engine.Batching;
import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.Engines;
import dev.midstream.engine.Processor;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.engine.onnx.fixture.OnnxModels;
import dev.midstream.engine.storage.OwnDirectory;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of 4 x 2 pixels and 3 channels; three logits: the channels' means times a matrix. */
final class OnnxEngineTest {
    private static final float[][] MATRIX = {{1, 0, 2}, {0, 1, 0}, {0, 0, -1}};
    private static final int IMAGE_BYTES = 4 * 2 * 3;
    private static final int IMAGES = 21;
    private static final byte[] PIXELS = pixels();

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(InputLayout.class)
    void score_floatInput_logitsOfScaledPixels(InputLayout layout) throws Exception {
        write(OnnxModels.FLOAT, layout, -1);
        assertLogits(seal(InputType.FLOAT32, layout, 255), 4);
    }

    @ParameterizedTest
    @EnumSource(InputLayout.class)
    void score_bytes_logitsOfPixels(InputLayout layout) throws Exception {
        write(OnnxModels.UINT8, layout, -1);
        assertLogits(seal(InputType.UINT8, layout, 1), 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void score_fixedBatch_anyNumberOfImages(int fixed) throws Exception {
        write(OnnxModels.FLOAT, InputLayout.NCHW, fixed);
        assertLogits(seal(InputType.FLOAT32, InputLayout.NCHW, 255), 4);
    }

    @ParameterizedTest
    @EnumSource(Optimization.class)
    void score_oneByOne_sameBitsAsTogether(Optimization optimization) throws Exception {
        write(OnnxModels.FLOAT, InputLayout.NCHW, -1);
        ModelDirectory model =
                seal(
                        InputType.FLOAT32,
                        InputLayout.NCHW,
                        1,
                        Map.of(Optimization.OPTION, optimization.toString()));
        try (Scorer scorer = open(model, 8)) {
            float[] together = scorer.score(PIXELS, IMAGES);
            for (int i = 0; i < IMAGES; i++) {
                byte[] image = new byte[IMAGE_BYTES];
                System.arraycopy(PIXELS, i * IMAGE_BYTES, image, 0, IMAGE_BYTES);
                assertThat(scorer.score(image, 1))
                        .containsExactly(together[3 * i], together[3 * i + 1], together[3 * i + 2]);
            }
        }
    }

    @Test
    void open_noOnnxModel_saysSo() throws Exception {
        Files.writeString(directory.resolve(OnnxEngine.FILE), "not a model");
        ModelDirectory model = seal(InputType.FLOAT32, InputLayout.NCHW, 1);
        assertThatThrownBy(() -> open(model, 4))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(
                        "Cannot use the ONNX model "
                                + directory.resolve(OnnxEngine.FILE)
                                + ": it is no ONNX model.");
    }

    @Test
    void open_otherShape_namesBoth() throws Exception {
        write(OnnxModels.FLOAT, InputLayout.NCHW, -1);
        ModelDirectory model = seal(InputType.FLOAT32, InputLayout.NHWC, 1);
        assertThatThrownBy(() -> open(model, 4))
                .hasMessageEndingWith(
                        "input image is [-1, 3, 4, 2] where a batch of [4, 2, 3] (NHWC) is"
                                + " expected.");
    }

    @Test
    void open_weightsOutsideTheDirectory_refused() throws Exception {
        OnnxModels.of(OnnxModels.FLOAT, -1, 3, 4, 2)
                .weightsIn("../weights")
                .write(directory.resolve(OnnxEngine.FILE), MATRIX, 2, 3);
        ModelDirectory model = seal(InputType.FLOAT32, InputLayout.NCHW, 1);
        assertThatThrownBy(() -> open(model, 4))
                .hasMessageEndingWith("it names weights outside its directory: ../weights.");
    }

    @Test
    void open_unknownOptimization_refused() throws Exception {
        write(OnnxModels.FLOAT, InputLayout.NCHW, -1);
        ModelDirectory model =
                seal(
                        InputType.FLOAT32,
                        InputLayout.NCHW,
                        1,
                        Map.of(Optimization.OPTION, "fastest"));
        assertThatThrownBy(() -> open(model, 4))
                .hasMessage(
                        "Cannot use model means: its onnx.optimization is fastest, not all or"
                                + " extended. Adopt it again.");
    }

    private void assertLogits(ModelDirectory model, int batchSize) throws Exception {
        try (Scorer scorer = open(model, batchSize)) {
            float[] logits = scorer.score(PIXELS, IMAGES);
            assertThat(logits).hasSize(3 * IMAGES);
            for (int i = 0; i < IMAGES; i++) {
                double[] means = new double[3];
                for (int byteIndex = 0; byteIndex < IMAGE_BYTES; byteIndex++) {
                    means[byteIndex % 3] += (PIXELS[i * IMAGE_BYTES + byteIndex] & 0xFF) / 8.0;
                }
                for (int k = 0; k < 3; k++) {
                    double expected = 0;
                    for (int channel = 0; channel < 3; channel++) {
                        expected += means[channel] * MATRIX[channel][k];
                    }
                    assertThat((double) logits[3 * i + k]).isCloseTo(expected, within(1e-3));
                }
            }
        }
    }

    /**
     * Libraries that were unpacked for a process would be left in the directory of temporary files.
     */
    @Test
    void start_librariesOfTheClassPath_oneCopyOfTheMachine() throws Exception {
        assertThat(OnnxRuntimeStart.version()).isNotEmpty();
        Path libraries = Path.of(System.getProperty(OnnxRuntimeStart.LIBRARY_PATH));
        assertThat(libraries.getParent()).isEqualTo(OwnDirectory.path());
        assertThat(libraries.getFileName().toString()).matches("onnxruntime-[0-9a-f]{16}");
        String real = libraries.toRealPath().toString();
        String loaded = Files.readString(Path.of("/proc/self/maps"));
        assertThat(loaded.lines().filter(line -> line.contains("libonnxruntime")))
                .isNotEmpty()
                .allMatch(line -> line.contains(real));
    }

    @Test
    void open_otherPrecisionOrGpu_saysWhatToDo() throws Exception {
        write(OnnxModels.FLOAT, InputLayout.NCHW, -1);
        ModelDirectory model = seal(InputType.FLOAT32, InputLayout.NCHW, 255);
        PointSelection points = PointSelection.select(model.manifest(), List.of("model"));
        Batching bf16 = new Batching(4, 1).in(ScoringPrecision.BF16);
        Batching gpu = new Batching(4, 1, ScoringPrecision.FLOAT32, Processor.GPU);
        assertThatThrownBy(() -> Engines.installed().open(model, points, bf16))
                .isInstanceOf(EngineStartException.class)
                .hasMessage(
                        "Cannot score with means: ONNX models are computed in float32. Use"
                                + " --precision float32.");
        assertThatThrownBy(() -> Engines.installed().open(model, points, gpu))
                .hasMessage(
                        "Cannot score with means: this ONNX Runtime computes on the CPU only. Use"
                                + " --device cpu, or start Java with -Donnxruntime.native.path=DIR,"
                                + " a directory with the libraries of ONNX Runtime for CUDA.");
    }

    private static Scorer open(ModelDirectory model, int batchSize) throws InvalidModelException {
        return Engines.installed()
                .open(
                        model,
                        PointSelection.select(model.manifest(), List.of("model")),
                        new Batching(batchSize, 1));
    }

    private void write(int type, InputLayout layout, int batch) throws IOException {
        OnnxModels model =
                layout == InputLayout.NHWC
                        ? OnnxModels.of(type, batch, 4, 2, 3)
                        : OnnxModels.of(type, batch, 3, 4, 2);
        Path file = directory.resolve(OnnxEngine.FILE);
        if (layout == InputLayout.NHWC) {
            model.write(file, MATRIX, 1, 2);
        } else {
            model.write(file, MATRIX, 2, 3);
        }
    }

    /** The model's input is {@code pixel / 255 / (1 / range)}. */
    private ModelDirectory seal(InputType type, InputLayout layout, int range) throws IOException {
        return seal(type, layout, range, Map.of());
    }

    private ModelDirectory seal(
            InputType type, InputLayout layout, int range, Map<String, String> options)
            throws IOException {
        return ModelDirectory.seal(
                directory,
                ModelManifest.newBuilder()
                        .setFormatVersion(ModelDirectory.FORMAT_VERSION)
                        .setModelId("means")
                        .setSubspace(SubspaceKind.POINT)
                        .setNetwork("foreign")
                        .setDataset("none")
                        .setClasses(List.of("a", "b", "c"))
                        .setInputHeight(4)
                        .setInputWidth(2)
                        .setInputChannels(3)
                        .setInputName("image")
                        .setInputType(type)
                        .setInputMean(List.of())
                        .setInputDeviation(
                                type == InputType.UINT8
                                        ? List.of()
                                        : List.of(1.0 / range, 1.0 / range, 1.0 / range))
                        .setInputLayout(layout)
                        .setOutputName("logits")
                        .setOutputType(OutputType.LOGITS)
                        .setAllPointsSignature("")
                        .setPoints(
                                List.of(
                                        new ModelPoint(
                                                "model", PointRole.FOREIGN, List.of(1.0), "")))
                        .setTraining(Map.of())
                        .setEngineOptions(options)
                        .setSeed(0)
                        .setVersions(Map.of())
                        .setFiles(List.of())
                        .build());
    }

    private static byte[] pixels() {
        byte[] pixels = new byte[IMAGES * IMAGE_BYTES];
        new Random(7).nextBytes(pixels);
        return pixels;
    }
}
