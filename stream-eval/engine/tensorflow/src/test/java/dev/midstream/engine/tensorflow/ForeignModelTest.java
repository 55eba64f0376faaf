package dev.midstream.engine.tensorflow;

import static dev.midstream.engine.tensorflow.fixture.SmallModel.CHANNELS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.CLASSES;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.InputLayout;
import dev.midstream.InputType;
import dev.midstream.OutputType;
import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.ClassOutput;
import dev.midstream.engine.batch.ImageInput;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.batch.NetworkSignature;
import dev.midstream.engine.batch.PixelScaling;
import dev.midstream.engine.tensorflow.fixture.SmallModel;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that other tools wrote: float32 pixels in, probabilities out. */
final class ForeignModelTest {
    private static final int IMAGES = 5;
    private static final Batching BATCHING =
            Batching.withThreads(Runtime.getRuntime().availableProcessors());

    @TempDir static Path own;
    @TempDir static Path foreign;

    @BeforeAll
    static void writeModels() throws IOException {
        SmallModel.write(own);
        SmallModel.writeForeign(foreign);
    }

    @Test
    void inspect_foreignModel_findsInputAndOutput() throws Exception {
        assertThat(inspect(foreign, "serving_default"))
                .isEqualTo(
                        new NetworkSignature(
                                "input_1",
                                InputType.FLOAT32,
                                InputLayout.NHWC,
                                SIDE,
                                SIDE,
                                CHANNELS,
                                "dense"));
        assertThat(inspect(own, "midpoint").inputType()).isEqualTo(InputType.UINT8);
    }

    @Test
    void inspect_whatDoesNotFit_saysSo() {
        assertThatThrownBy(() -> inspect(foreign, "predict"))
                .hasMessageEndingWith(": it has no signature predict, but serving_default.");
        assertThatThrownBy(() -> inspect(own, "all-points"))
                .hasMessageContaining("output logits has 3 dimensions where 2 are expected");
        assertThatThrownBy(
                        () ->
                                SignatureInspection.of(
                                        own, "midpoint", Optional.of("scores"), Optional.empty()))
                .hasMessageEndingWith(": signature midpoint has no output scores, but logits.");
    }

    private static NetworkSignature inspect(Path model, String signature) throws Exception {
        return SignatureInspection.of(model, signature, Optional.empty(), Optional.empty());
    }

    @Test
    void score_floatInputAndProbabilities_theSameProbabilitiesAsTheOwnModel() throws Exception {
        byte[] pixels = new byte[IMAGES * SIDE * SIDE * CHANNELS];
        new Random(1).nextBytes(pixels);
        try (SavedModelScorer expected =
                        SavedModelScorer.open(own, "midpoint", SmallModel.FORMAT, BATCHING);
                SavedModelScorer scorer = open(new PixelScaling(List.of(), List.of()))) {
            float[] logits = scorer.score(pixels, IMAGES);
            float[] ownLogits = expected.score(pixels, IMAGES);
            for (int image = 0; image < IMAGES; image++) {
                double total = 0;
                for (int i = 0; i < CLASSES; i++) {
                    total += Math.exp(ownLogits[image * CLASSES + i]);
                }
                for (int i = 0; i < CLASSES; i++) {
                    double probability = Math.exp(ownLogits[image * CLASSES + i]) / total;
                    assertThat(Math.exp(logits[image * CLASSES + i]))
                            .isCloseTo(probability, within(1e-5));
                }
            }
        }
    }

    @Test
    void score_meanAndDeviation_appliedToEveryChannel() throws Exception {
        // Pixels 255, 0 and 51 are 1, 0 and 0.2; scaled they are those of 102, 153 and 204.
        byte[] pixels = new byte[SIDE * SIDE * CHANNELS];
        byte[] expected = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i += CHANNELS) {
            pixels[i] = (byte) 255;
            pixels[i + 2] = 51;
            expected[i] = 102;
            expected[i + 1] = (byte) 153;
            expected[i + 2] = (byte) 204;
        }
        PixelScaling scaling = new PixelScaling(List.of(0.6, -0.3, -0.2), List.of(1.0, 0.5, 0.5));
        try (SavedModelScorer scaled = open(scaling);
                SavedModelScorer plain = open(new PixelScaling(List.of(), List.of()))) {
            float[] logits = scaled.score(pixels, 1);
            float[] expectedLogits = plain.score(expected, 1);
            for (int i = 0; i < CLASSES; i++) {
                assertThat(logits[i]).isCloseTo(expectedLogits[i], within(1e-4f));
            }
        }
    }

    @Test
    void open_uint8WhereFloatIsTaken_saysSo() {
        assertThatThrownBy(() -> open(Optional.empty(), OutputType.LOGITS))
                .hasMessageEndingWith("input input_1 is DT_FLOAT where DT_UINT8 is expected.");
    }

    @Test
    void scaling_thatMakesNoSense_rejected() {
        assertThatThrownBy(() -> new PixelScaling(List.of(), List.of(0.0)))
                .hasMessage("Invalid input deviation: 0.0. Give positive numbers.");
        assertThatThrownBy(() -> open(new PixelScaling(List.of(0.5), List.of())))
                .hasMessage("Invalid input mean: 1 numbers for 3 channels.");
    }

    private static SavedModelScorer open(PixelScaling scaling) throws InvalidModelException {
        return open(Optional.of(scaling), OutputType.PROBABILITIES);
    }

    private static SavedModelScorer open(Optional<PixelScaling> scaling, OutputType output)
            throws InvalidModelException {
        NetworkFormat format =
                new NetworkFormat(
                        new ImageInput("input_1", InputLayout.NHWC, SIDE, SIDE, CHANNELS, scaling),
                        new ClassOutput("dense", output));
        return SavedModelScorer.open(foreign, "serving_default", format, BATCHING);
    }
}
