package dev.midstream.engine.tensorflow;

import static dev.midstream.engine.tensorflow.fixture.SmallModel.CHANNELS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.CLASSES;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.POINTS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.engine.Batching;
import dev.midstream.engine.tensorflow.fixture.SmallModel;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSignatures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PointScorerTest {
    private static final int IMAGES = 33;
    private static final Batching BATCHING =
            Batching.withThreads(Runtime.getRuntime().availableProcessors());

    @TempDir private static Path directory;

    private static ModelDirectory model;

    @BeforeAll
    static void writeModel() throws Exception {
        model = SmallModel.directory(directory);
    }

    @Test
    void score_aSignatureForEachPoint_theirAnswersOneAfterTheOther() throws Exception {
        byte[] pixels = new byte[IMAGES * SIDE * SIDE * CHANNELS];
        new Random(3).nextBytes(pixels);
        try (PointScorer scorer = open(new PointSignatures(POINTS, 3, List.of(0, 1, 2)))) {
            float[] all = scorer.score(pixels, IMAGES);

            assertThat(all).hasSize(POINTS.size() * IMAGES * CLASSES);
            for (int point = 0; point < POINTS.size(); point++) {
                try (SavedModelScorer own =
                        SavedModelScorer.open(
                                directory, POINTS.get(point), SmallModel.FORMAT, BATCHING)) {
                    int from = point * IMAGES * CLASSES;
                    assertThat(Arrays.copyOfRange(all, from, from + IMAGES * CLASSES))
                            .containsExactly(own.score(pixels, IMAGES));
                }
            }
        }
    }

    @Test
    void open_aSignatureThatIsNotThere_saysWhichThereAre() {
        assertThatThrownBy(
                        () ->
                                open(
                                        new PointSignatures(
                                                List.of("midpoint", "end"), 2, List.of(0, 1))))
                .isInstanceOf(InvalidSavedModelException.class)
                .hasMessageContaining("end")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void score_somePointsOfTheSignatureForAll_thoseInTheirOrder() throws Exception {
        byte[] pixels = new byte[IMAGES * SIDE * SIDE * CHANNELS];
        new Random(3).nextBytes(pixels);
        int row = IMAGES * CLASSES;
        try (PointScorer all =
                        open(new PointSignatures(List.of("all-points"), 3, List.of(0, 1, 2)));
                PointScorer some =
                        open(new PointSignatures(List.of("all-points"), 3, List.of(0, 2)))) {
            float[] expected = all.score(pixels, IMAGES);
            float[] logits = some.score(pixels, IMAGES);

            assertThat(logits).hasSize(2 * row);
            assertThat(Arrays.copyOf(logits, row)).containsExactly(Arrays.copyOf(expected, row));
            assertThat(Arrays.copyOfRange(logits, row, 2 * row))
                    .containsExactly(Arrays.copyOfRange(expected, 2 * row, 3 * row));
        }
    }

    @Test
    void open_otherNumberOfPointsThanTheManifestSays_refused() {
        assertThatThrownBy(() -> open(new PointSignatures(List.of("all-points"), 2, List.of(0, 1))))
                .isInstanceOf(InvalidSavedModelException.class)
                .hasMessageEndingWith(": it returns 3 points, but its manifest lists 2.");
    }

    private static PointScorer open(PointSignatures signatures) throws InvalidModelException {
        return PointScorer.open(model, signatures, BATCHING);
    }
}
