package dev.midstream.engine.tensorflow;

import static dev.midstream.engine.tensorflow.fixture.SmallModel.CHANNELS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.CLASSES;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.POINTS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.SIDE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.InputLayout;
import dev.midstream.OutputType;
import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.ClassOutput;
import dev.midstream.engine.batch.ImageInput;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.tensorflow.fixture.SmallModel;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SavedModelScorerTest {
    private static final Batching BATCHING =
            Batching.withThreads(Runtime.getRuntime().availableProcessors());
    private static final int IMAGE_BYTES = SIDE * SIDE * CHANNELS;
    private static final int IMAGES = 70;
    private static final byte[] PIXELS = pixels();

    @TempDir static Path directory;

    @BeforeAll
    static void writeModel() throws IOException {
        SmallModel.write(directory);
    }

    @Test
    void score_anyNumberOfImages_sameBitsForEveryImage() throws Exception {
        try (SavedModelScorer scorer = open("all-points")) {
            float[] all = scorer.score(PIXELS, IMAGES);
            assertThat(all).hasSize(POINTS.size() * IMAGES * CLASSES);
            for (int images : new int[] {1, 2, 5, 31, 32, 33, 64, 65}) {
                float[] some = scorer.score(PIXELS, images);
                for (int point = 0; point < POINTS.size(); point++) {
                    for (int image = 0; image < images; image++) {
                        assertThat(logits(some, point, image, images))
                                .as("point %d image %d of %d", point, image, images)
                                .isEqualTo(logits(all, point, image, IMAGES));
                    }
                }
            }
        }
    }

    @Test
    void score_anyPositionInTheBatch_sameBits() throws Exception {
        try (SavedModelScorer scorer = open("all-points")) {
            float[] alone = scorer.score(PIXELS, 1);
            for (int position = 0; position < 32; position++) {
                byte[] moved = PIXELS.clone();
                System.arraycopy(PIXELS, 0, moved, position * IMAGE_BYTES, IMAGE_BYTES);
                assertThat(logits(scorer.score(moved, 32), 1, position, 32))
                        .as("position %d", position)
                        .isEqualTo(logits(alone, 1, 0, 1));
            }
        }
    }

    @Test
    void score_severalScorersInParallel_sameBits() throws Exception {
        try (SavedModelScorer first = open("all-points");
                SavedModelScorer second = open("all-points")) {
            float[] expected = first.score(PIXELS, IMAGES);
            Thread[] threads = new Thread[2];
            float[][][] answers = new float[2][20][];
            SavedModelScorer[] scorers = {first, second};
            for (int t = 0; t < 2; t++) {
                int index = t;
                threads[t] =
                        new Thread(
                                () -> {
                                    for (int i = 0; i < 20; i++) {
                                        answers[index][i] = scorers[index].score(PIXELS, IMAGES);
                                    }
                                });
                threads[t].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            for (float[][] answersOfOne : answers) {
                for (float[] answer : answersOfOne) {
                    assertThat(answer).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void score_anyNumberOfThreads_sameBitsInEveryProcess() throws Exception {
        assertThat(scoreInAnotherProcess(1)).isEqualTo(scoreInAnotherProcess(2));
    }

    @Test
    void score_onePoint_isThatPointOfAll() throws Exception {
        try (SavedModelScorer all = open("all-points")) {
            float[] expected = all.score(PIXELS, 3);
            for (int point = 0; point < POINTS.size(); point++) {
                try (SavedModelScorer one = open(POINTS.get(point))) {
                    assertThat(one.points()).isEqualTo(1);
                    assertThat(one.classes()).isEqualTo(CLASSES);
                    // Another graph, which may round otherwise.
                    float[] logits = one.score(PIXELS, 3);
                    for (int i = 0; i < logits.length; i++) {
                        assertThat(logits[i]).isCloseTo(expected[point * 30 + i], within(1e-4f));
                    }
                }
            }
        }
    }

    @Test
    void score_differentImages_differentLogits() throws Exception {
        try (SavedModelScorer scorer = open("midpoint")) {
            float[] logits = scorer.score(PIXELS, 2);
            assertThat(logits(logits, 0, 0, 2)).isNotEqualTo(logits(logits, 0, 1, 2));
            assertThat(scorer.score(PIXELS, 0)).isEmpty();
        }
    }

    @Test
    void score_moreImagesThanPixels_saysSo() throws Exception {
        try (SavedModelScorer scorer = open("midpoint")) {
            assertThatThrownBy(() -> scorer.score(new byte[100], 1))
                    .hasMessage("Cannot score 1 images of 192 bytes: the array has 100 bytes.");
        }
    }

    @Test
    void open_unknownSignature_namesTheOnesThereAre() {
        assertThatThrownBy(() -> open("midway"))
                .isInstanceOf(InvalidSavedModelException.class)
                .hasMessageEndingWith(
                        ": it has no signature midway, but all-points, endpoint-0, endpoint-1,"
                                + " midpoint, serving_default.");
    }

    @Test
    void open_unknownNames_saysSo() {
        assertThatThrownBy(() -> openNamed("pixels", "logits", SIDE))
                .hasMessageEndingWith(": it has no input pixels, but images.");
        assertThatThrownBy(() -> openNamed("images", "scores", SIDE))
                .hasMessageEndingWith(": it has no output scores, but logits.");
    }

    @Test
    void open_wrongImageShape_saysSo() {
        assertThatThrownBy(() -> openNamed("images", "logits", 9))
                .isInstanceOf(InvalidSavedModelException.class)
                .hasMessageEndingWith(
                        ": input images is [-1, 8, 8, 3] where [-1, 9, 9, 3] is expected.");
    }

    @Test
    void open_notAModel_saysSoInOneLine(@TempDir Path empty) throws IOException {
        assertThatThrownBy(
                        () -> SavedModelScorer.open(empty, "midpoint", SmallModel.FORMAT, BATCHING))
                .isInstanceOf(InvalidSavedModelException.class)
                .hasMessageEndingWith(": it has no saved_model.pb.");
        Files.write(empty.resolve("saved_model.pb"), new byte[] {1, 2, 3});
        assertThatThrownBy(
                        () -> SavedModelScorer.open(empty, "midpoint", SmallModel.FORMAT, BATCHING))
                .isInstanceOf(InvalidSavedModelException.class)
                .message()
                .doesNotContain("\n");
    }

    private static String scoreInAnotherProcess(int threads) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ScoreHash.class.getName(),
                                directory.toString(),
                                Integer.toString(threads))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String hash = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(hash).startsWith("threads " + threads).hasSizeGreaterThan(20);
        return hash.substring(hash.indexOf(':'));
    }

    private static SavedModelScorer open(String signature) throws InvalidModelException {
        return SavedModelScorer.open(directory, signature, SmallModel.FORMAT, BATCHING);
    }

    private static SavedModelScorer openNamed(String input, String output, int side)
            throws InvalidModelException {
        NetworkFormat format =
                new NetworkFormat(
                        new ImageInput(
                                input, InputLayout.NHWC, side, side, CHANNELS, Optional.empty()),
                        new ClassOutput(output, OutputType.LOGITS));
        return SavedModelScorer.open(directory, "midpoint", format, BATCHING);
    }

    private static float[] logits(float[] all, int point, int image, int images) {
        int from = (point * images + image) * CLASSES;
        return Arrays.copyOfRange(all, from, from + CLASSES);
    }

    private static byte[] pixels() {
        byte[] pixels = new byte[IMAGES * IMAGE_BYTES];
        new Random(3).nextBytes(pixels);
        return pixels;
    }
}
