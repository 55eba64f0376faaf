package dev.midstream.engine.tensorflow;

import static dev.midstream.engine.tensorflow.fixture.SmallModel.CHANNELS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.engine.tensorflow.fixture.SmallModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScorerGatewayTest {
    @Test
    void apply_model_scoresLikeTheScorer(@TempDir Path directory) throws Exception {
        SmallModel.write(directory);
        byte[] pixels = new byte[2 * SIDE * SIDE * CHANNELS];
        pixels[7] = 99;
        var scorer = new ScorerGateway().apply(settings(directory));
        try (SavedModelScorer direct =
                SavedModelScorer.open(
                        directory,
                        new ScorerConfiguration(
                                "all-points", "images", "logits", SIDE, SIDE, CHANNELS))) {
            assertThat(scorer.apply(pixels, 2)).isEqualTo(direct.score(pixels, 2));
        } finally {
            ((AutoCloseable) scorer).close();
        }
    }

    @Test
    void apply_noModel_failsWithTypesOfTheJdk(@TempDir Path directory) {
        assertThatThrownBy(() -> new ScorerGateway().apply(settings(directory)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot open the SavedModel in " + directory);
    }

    @Test
    void apply_missingSetting_namesIt(@TempDir Path directory) {
        Map<String, String> settings = new HashMap<>(settings(directory));
        settings.remove("batchSize");
        assertThatThrownBy(() -> new ScorerGateway().apply(settings))
                .hasMessage("Cannot open a scorer: no setting batchSize.");
    }

    private static Map<String, String> settings(Path directory) {
        String side = Integer.toString(SIDE);
        return Map.of(
                "directory",
                directory.toString(),
                "signatures",
                "all-points",
                "inputName",
                "images",
                "outputName",
                "logits",
                "height",
                side,
                "width",
                side,
                "channels",
                Integer.toString(CHANNELS),
                "batchSize",
                "32",
                "intraOpThreads",
                "1");
    }
}
