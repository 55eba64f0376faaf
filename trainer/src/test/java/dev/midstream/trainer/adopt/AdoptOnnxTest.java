package dev.midstream.trainer.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.FileChecksum;
import dev.midstream.InputLayout;
import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import dev.midstream.OutputType;
import dev.midstream.engine.onnx.fixture.OnnxModels;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.cli.TrainerConsole;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of three channels and three classes, whose logits are means of the channels. */
class AdoptOnnxTest {
    private static final float[][] MATRIX = {{4, 0, 0}, {0, 4, 0}, {0, 0, 4}};

    private final TrainerConsole console = new TrainerConsole();

    @TempDir private Path work;

    @Test
    void adopt_channelsFirst_foundAndWritten() throws Exception {
        Path file = channelsFirst(-1, 8, 6).write(work.resolve("net.onnx"), MATRIX, 2, 3);

        int exit = adopt(file, "--preset imagenet");

        assertThat(exit).as(console.errors()).isZero();
        assertThat(console.output())
                .contains(
                        "ONNX model, opset 13: input image, float32, channels first, 8 x 6 x 3;"
                                + " output logits, 3 classes, logits by its answers to noise;"
                                + " --output-type overrides.")
                .contains(
                        "The input is (pixel / 255 - [0.485, 0.456, 0.406]) / [0.229, 0.224,"
                                + " 0.225].");
        ModelManifest manifest = manifest();
        assertThat(manifest.getInputType()).isEqualTo(InputType.FLOAT32);
        assertThat(manifest.getInputLayout()).isEqualTo(InputLayout.NCHW);
        assertThat(manifest.getInputMean()).containsExactly(0.485, 0.456, 0.406);
        assertThat(manifest.getInputDeviation()).containsExactly(0.229, 0.224, 0.225);
        assertThat(manifest.getOutputType()).isEqualTo(OutputType.LOGITS);
        assertThat(manifest.getEngineOptions().get("onnx.optimization")).isIn("all", "extended");
        assertThat(manifest.getVersions()).containsKey("onnxruntime").containsEntry("opset", "13");
        assertThat(manifest.getFiles())
                .extracting(FileChecksum::getPath)
                .containsExactly("model.onnx");
    }

    @Test
    void adopt_weightsInAFile_areCopiedAndListed() throws Exception {
        ByteBuffer weights = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : MATRIX) {
            for (float value : row) {
                weights.putFloat(value);
            }
        }
        Files.createDirectory(work.resolve("data"));
        Files.write(work.resolve("data/weights.bin"), weights.array());
        Path file =
                channelsFirst(-1, 8, 6)
                        .weightsIn("data/weights.bin")
                        .write(work.resolve("net.onnx"), MATRIX, 2, 3);

        assertThat(adopt(file, "")).as(console.errors()).isZero();

        assertThat(manifest().getFiles())
                .extracting(FileChecksum::getPath)
                .containsExactly("data/weights.bin", "model.onnx");
    }

    @Test
    void adopt_fixedBatch_adopted() throws Exception {
        Path file = channelsFirst(5, 8, 6).write(work.resolve("net.onnx"), MATRIX, 2, 3);

        assertThat(adopt(file, "")).as(console.errors()).isZero();
    }

    @Test
    void adopt_openSize_asksForIt() throws Exception {
        Path file = channelsFirst(-1, -1, -1).write(work.resolve("net.onnx"), MATRIX, 2, 3);

        assertThat(adopt(file, "")).isEqualTo(2);

        assertThat(console.errors())
                .startsWith("The signature leaves the image's size open: give --size, as in");
        assertThat(adopt(file, "--size 8x6x3")).isZero();
        assertThat(manifest().getInputWidth()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"3,5,3", "3,5,1", "-1,8,-1"})
    void adopt_layoutThatTheShapeDoesNotShow_asksForIt(long first, long second, long last)
            throws Exception {
        Path file =
                OnnxModels.of(OnnxModels.FLOAT, -1, first, second, last)
                        .write(work.resolve("net.onnx"), MATRIX, 2, 3);

        assertThat(adopt(file, "")).isEqualTo(1);

        assertThat(console.errors())
                .isEqualToIgnoringNewLines(
                        "Cannot use the ONNX model %s: input image is [-1, %d, %d, %d], which does"
                                        .formatted(file, first, second, last)
                                + " not show where its 1 or 3 channels are. Give --input-layout"
                                + " nhwc or nchw.");
        assertThat(work.resolve("adopted")).doesNotExist();
    }

    @Test
    void adopt_layoutWithAnotherNumberOfChannels_refused() throws Exception {
        Path file =
                OnnxModels.of(OnnxModels.FLOAT, -1, 32, 32, 3)
                        .write(work.resolve("net.onnx"), MATRIX, 1, 2);

        assertThat(adopt(file, "--input-layout nchw")).isEqualTo(2);

        assertThat(console.errors())
                .startsWith(
                        "The input takes 32 x 3 pixels of 32 channels, read as nchw: images have 1"
                                + " or 3 channels. Give --input-layout if its dimensions have"
                                + " another order.")
                .hasLineCount(1);
        assertThat(work.resolve("adopted")).doesNotExist();
    }

    @Test
    void adopt_layoutAsGiven_beforeWhatTheShapeShows() throws Exception {
        Path file =
                OnnxModels.of(OnnxModels.UINT8, -1, 3, 5, 3)
                        .write(work.resolve("net.onnx"), MATRIX, 1, 2);

        assertThat(adopt(file, "--input-layout nhwc")).as(console.errors()).isZero();

        assertThat(manifest().getInputLayout()).isEqualTo(InputLayout.NHWC);
        assertThat(manifest().getInputHeight()).isEqualTo(3);
        assertThat(manifest().getInputType()).isEqualTo(InputType.UINT8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--output scores | 1 | it has no output scores, but logits.",
                "--signature predict | 2 | Invalid --signature: an ONNX file has none.",
                "--preset imagenet --input-mean 0.5 | 2 | Give --preset, or --input-mean and",
                "--size 9x9x3 | 2 | Invalid --size: 9x9x3. The signature says 8 x 6 x 3.",
                "--preset other | 2 | Invalid value for option '--preset'"
            })
    void adopt_optionsThatDoNotFit_oneLine(String options, int exit, String message)
            throws Exception {
        Path file = channelsFirst(-1, 8, 6).write(work.resolve("net.onnx"), MATRIX, 2, 3);

        assertThat(adopt(file, options)).isEqualTo(exit);

        assertThat(console.errors()).contains(message).hasLineCount(1);
        assertThat(work.resolve("adopted")).doesNotExist();
    }

    @Test
    void adopt_presetOfThreeChannelsForOne_saysWhatToUse() throws Exception {
        Path file =
                OnnxModels.of(OnnxModels.FLOAT, -1, 1, 8, 6)
                        .write(work.resolve("net.onnx"), new float[][] {{4, 0}}, 2, 3);

        assertThat(adopt(file, "--preset imagenet")).isEqualTo(2);

        assertThat(console.errors())
                .startsWith(
                        "Invalid --preset: imagenet is for 3 channels, and the model takes 1. Use"
                                + " --input-mean and --input-std.")
                .hasLineCount(1);
        assertThat(work.resolve("adopted")).doesNotExist();
    }

    @Test
    void adopt_directoryOfAnOnnxFile_namesIt() throws Exception {
        Path file = channelsFirst(-1, 8, 6).write(work.resolve("net.onnx"), MATRIX, 2, 3);

        assertThat(adopt(work, "")).isEqualTo(1);

        assertThat(console.errors())
                .startsWith(
                        "Cannot adopt %s: it has no saved_model.pb. Give an ONNX file by its own"
                                        .formatted(work)
                                + " name, such as "
                                + file);
    }

    private static OnnxModels channelsFirst(long batch, long height, long width) {
        return OnnxModels.of(OnnxModels.FLOAT, batch, 3, height, width);
    }

    private int adopt(Path model, String options) {
        return console.runLine(
                "adopt --model %s --out %s --dataset pets %s"
                        .formatted(model, work.resolve("adopted"), options));
    }

    private ModelManifest manifest() throws Exception {
        return ModelDirectory.open(work.resolve("adopted")).manifest();
    }
}
