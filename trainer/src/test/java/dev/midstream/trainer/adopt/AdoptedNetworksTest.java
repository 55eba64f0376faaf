package dev.midstream.trainer.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.InputLayout;
import dev.midstream.ModelManifest;
import dev.midstream.OutputType;
import dev.midstream.engine.Batching;
import dev.midstream.engine.Engines;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.onnx.fixture.OnnxModels;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import dev.midstream.trainer.cli.TrainerConsole;
import dev.midstream.trainer.network.ImageShape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Adopted networks with several outputs, a fixed number of images, channels first, or
 * probabilities: what they answer is worked out here from their weights.
 */
final class AdoptedNetworksTest {
    private static final ImageShape SHAPE = new ImageShape(4, 2, 3);
    private static final int CLASSES = 3;
    private static final int IMAGES = 11;
    private static final byte[] PIXELS = pixels();
    private static final float[][] WEIGHTS = weights(1);
    private static final float[][] OTHERS = weights(2);
    private static final float[][] MATRIX = {{4, 0, 2}, {0, 4, 0}, {1, 0, -4}};

    private final TrainerConsole console = new TrainerConsole();

    @TempDir private Path work;

    @Test
    void adopt_savedModelWithSeveralOutputs_namesThem() throws Exception {
        Path model = work.resolve("foreign");
        ForeignModel.of(SHAPE, WEIGHTS).output("auxiliary", OTHERS).write(model);

        assertThat(adopt(model, "")).isEqualTo(1);

        assertThat(console.errors())
                .contains(
                        "signature serving_default has the outputs auxiliary, dense. Choose one"
                                + " with --output.")
                .hasLineCount(1);
        assertThat(work.resolve("adopted")).doesNotExist();
    }

    @Test
    void score_outputOfASavedModel_isTheOneThatWasChosen() throws Exception {
        Path model = work.resolve("foreign");
        ForeignModel.of(SHAPE, WEIGHTS).output("auxiliary", OTHERS).write(model);

        assertThat(adopt(model, "--output auxiliary")).as(console.errors()).isZero();

        assertThat(manifest().getOutputName()).isEqualTo("auxiliary");
        assertThat(scores(IMAGES)).containsExactly(logits(OTHERS), within(1e-4f));
        assertThat(logits(OTHERS)[0]).isNotCloseTo(logits(WEIGHTS)[0], within(1e-2f));
    }

    @Test
    void score_savedModelOfFourImages_anyNumberWithTheSameAnswers() throws Exception {
        Path model = work.resolve("foreign");
        ForeignModel.of(SHAPE, WEIGHTS).batchOf(4).write(model);

        assertThat(adopt(model, "")).as(console.errors()).isZero();

        float[] together = scores(IMAGES);
        assertThat(together).containsExactly(logits(WEIGHTS), within(1e-4f));
        assertAloneAsTogether(together);
    }

    @Test
    void score_savedModelWithChannelsFirst_theAnswersOfItsTwin() throws Exception {
        Path first = work.resolve("first");
        ForeignModel.of(SHAPE, WEIGHTS).channelsFirst().write(first);
        assertThat(adopt(first, "")).as(console.errors()).isZero();
        assertThat(console.output()).contains("float32, channels first, 4 x 2 x 3;");
        assertThat(manifest().getInputLayout()).isEqualTo(InputLayout.NCHW);

        Path last = work.resolve("last");
        ForeignModel.of(SHAPE, WEIGHTS).write(last);
        assertThat(adopt(last, "twin", "")).as(console.errors()).isZero();

        assertThat(scores(IMAGES))
                .containsExactly(scores("twin", PIXELS, IMAGES))
                .containsExactly(logits(WEIGHTS), within(1e-4f));
    }

    @Test
    void score_allAtOnce_chosenOutputOfFourImagesWithChannelsFirst() throws Exception {
        Path model = work.resolve("foreign");
        ForeignModel.of(SHAPE, WEIGHTS)
                .output("auxiliary", OTHERS)
                .answering(OutputType.PROBABILITIES)
                .channelsFirst()
                .batchOf(4)
                .write(model);

        assertThat(adopt(model, "--output auxiliary")).as(console.errors()).isZero();

        assertThat(manifest().getOutputType()).isEqualTo(OutputType.PROBABILITIES);
        assertProbabilities(scores(IMAGES), logits(OTHERS));
    }

    @Test
    void adopt_onnxWithSeveralOutputs_namesThem() throws Exception {
        Path file = onnx().output("auxiliary", new float[3][CLASSES]).write(file(), MATRIX, 2, 3);

        assertThat(adopt(file, "")).isEqualTo(1);

        assertThat(console.errors())
                .isEqualToIgnoringNewLines(
                        "Cannot use the ONNX model %s: it has the outputs logits, auxiliary. Choose"
                                        .formatted(file)
                                + " one with --output.");
        assertThat(work.resolve("adopted")).doesNotExist();
    }

    @Test
    void score_outputOfAnOnnxModel_isTheOneThatWasChosen() throws Exception {
        float[][] zero = new float[3][CLASSES];
        Path file = onnx().output("auxiliary", MATRIX).write(file(), zero, 2, 3);

        assertThat(adopt(file, "--output auxiliary")).as(console.errors()).isZero();

        assertThat(manifest().getOutputName()).isEqualTo("auxiliary");
        assertThat(scores(IMAGES)).containsExactly(logits(ofMeans()), within(1e-4f));
    }

    @Test
    void score_onnxModelOfFourImages_anyNumberWithTheSameAnswers() throws Exception {
        Path file = OnnxModels.of(OnnxModels.FLOAT, 4, 3, 4, 2).write(file(), MATRIX, 2, 3);

        assertThat(adopt(file, "")).as(console.errors()).isZero();

        float[] together = scores(IMAGES);
        assertThat(together).containsExactly(logits(ofMeans()), within(1e-4f));
        assertAloneAsTogether(together);
    }

    @ParameterizedTest
    @EnumSource(InputLayout.class)
    void score_onnxModelWithProbabilities_theirLogarithms(InputLayout layout) throws Exception {
        Path file =
                layout == InputLayout.NCHW
                        ? onnx().probabilities().write(file(), MATRIX, 2, 3)
                        : OnnxModels.of(OnnxModels.FLOAT, -1, 4, 2, 3)
                                .probabilities()
                                .write(file(), MATRIX, 1, 2);

        assertThat(adopt(file, "")).as(console.errors()).isZero();

        assertThat(console.output()).contains("probabilities by its answers to noise");
        assertThat(manifest().getOutputType()).isEqualTo(OutputType.PROBABILITIES);
        assertThat(manifest().getInputLayout()).isEqualTo(layout);
        assertProbabilities(scores(IMAGES), logits(ofMeans()));
    }

    private static OnnxModels onnx() {
        return OnnxModels.of(OnnxModels.FLOAT, -1, 3, 4, 2);
    }

    private Path file() {
        return work.resolve("net.onnx");
    }

    /** The weights of a classifier that multiplies the channels' means with the matrix. */
    private static float[][] ofMeans() {
        float[][] weights = new float[SHAPE.size()][CLASSES];
        int pixels = SHAPE.height() * SHAPE.width();
        for (int i = 0; i < weights.length; i++) {
            for (int k = 0; k < CLASSES; k++) {
                weights[i][k] = MATRIX[i % SHAPE.channels()][k] / pixels;
            }
        }
        return weights;
    }

    private static float[] logits(float[][] weights) {
        float[] logits = new float[IMAGES * CLASSES];
        for (int image = 0; image < IMAGES; image++) {
            for (int i = 0; i < SHAPE.size(); i++) {
                float pixel = (PIXELS[image * SHAPE.size() + i] & 0xFF) / 255f;
                for (int k = 0; k < CLASSES; k++) {
                    logits[image * CLASSES + k] += pixel * weights[i][k];
                }
            }
        }
        return logits;
    }

    /** Scores are logarithms of the softmax of the logits. */
    private static void assertProbabilities(float[] scores, float[] logits) {
        assertThat(scores).hasSameSizeAs(logits);
        for (int image = 0; image < IMAGES; image++) {
            double total = 0;
            for (int k = 0; k < CLASSES; k++) {
                total += Math.exp(logits[image * CLASSES + k]);
            }
            for (int k = 0; k < CLASSES; k++) {
                int i = image * CLASSES + k;
                assertThat((double) scores[i]).isCloseTo(logits[i] - Math.log(total), within(1e-4));
            }
        }
    }

    private void assertAloneAsTogether(float[] together) throws Exception {
        for (int image = 0; image < IMAGES; image++) {
            byte[] alone =
                    Arrays.copyOfRange(PIXELS, image * SHAPE.size(), (image + 1) * SHAPE.size());
            assertThat(scores("adopted", alone, 1))
                    .as("image %d", image)
                    .containsExactly(
                            Arrays.copyOfRange(together, image * CLASSES, (image + 1) * CLASSES));
        }
    }

    private float[] scores(int images) throws Exception {
        return scores("adopted", PIXELS, images);
    }

    private float[] scores(String name, byte[] pixels, int images) throws Exception {
        ModelDirectory model = ModelDirectory.open(work.resolve(name));
        PointSelection points = PointSelection.parse(model.manifest(), "all");
        try (Scorer scorer = Engines.installed().open(model, points, new Batching(8, 1))) {
            return scorer.score(pixels, images);
        }
    }

    private int adopt(Path model, String options) {
        return adopt(model, "adopted", options);
    }

    private int adopt(Path model, String name, String options) {
        return console.runLine(
                "adopt --model %s --out %s --dataset pets %s"
                        .formatted(model, work.resolve(name), options));
    }

    private ModelManifest manifest() throws Exception {
        return ModelDirectory.open(work.resolve("adopted")).manifest();
    }

    private static byte[] pixels() {
        byte[] pixels = new byte[IMAGES * SHAPE.size()];
        new Random(5).nextBytes(pixels);
        return pixels;
    }

    private static float[][] weights(long seed) {
        Random random = new Random(seed);
        float[][] weights = new float[SHAPE.size()][CLASSES];
        for (float[] row : weights) {
            for (int k = 0; k < CLASSES; k++) {
                row[k] = (float) random.nextGaussian();
            }
        }
        return weights;
    }
}
