package dev.midstream.engine.tensorflow;

import static dev.midstream.engine.tensorflow.fixture.SmallModel.CHANNELS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.CLASSES;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.POINTS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.engine.tensorflow.fixture.SmallModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PointScorerTest {
    private static final int IMAGES = 33;
    private static final ScorerConfiguration CONFIGURATION =
            new ScorerConfiguration("midpoint", "images", "logits", SIDE, SIDE, CHANNELS);

    @TempDir private static Path directory;

    @BeforeAll
    static void writeModel() throws Exception {
        SmallModel.write(directory);
    }

    @Test
    void score_aSignatureForEachPoint_theirAnswersOneAfterTheOther() throws Exception {
        byte[] pixels = new byte[IMAGES * SIDE * SIDE * CHANNELS];
        new Random(3).nextBytes(pixels);
        try (PointScorer scorer = PointScorer.open(directory, POINTS, CONFIGURATION)) {
            float[] all = scorer.score(pixels, IMAGES);

            assertThat(all).hasSize(POINTS.size() * IMAGES * CLASSES);
            for (int point = 0; point < POINTS.size(); point++) {
                try (SavedModelScorer own =
                        SavedModelScorer.open(
                                directory, CONFIGURATION.withSignature(POINTS.get(point)))) {
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
                                PointScorer.open(
                                        directory, List.of("midpoint", "end"), CONFIGURATION))
                .isInstanceOf(InvalidSavedModelException.class)
                .hasMessageContaining("end")
                .message()
                .doesNotContain("\n");
    }
}
