package dev.midstream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.engine.fixture.ToyModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScorerGatewayTest {
    private final ScorerGateway gateway =
            new ScorerGateway(
                    ScorerGatewayTest.class.getClassLoader(),
                    ScorerGatewayTest.class.getClassLoader());

    @Test
    void apply_pointsOfAModel_theirLogits(@TempDir Path directory) throws Exception {
        ToyModel.write(
                directory, List.of("cat", "dog"), 1, List.of("0 1", "2 3", "4 5", "6 7", "8 9"));

        var scorer = gateway.apply(settings(directory));

        assertThat(scorer.apply(new byte[3], 1)).containsExactly(2, 3, 8, 9);
        ((AutoCloseable) scorer).close();
    }

    @Test
    void apply_noModel_failsWithTypesOfTheJdk(@TempDir Path directory) {
        assertThatThrownBy(() -> gateway.apply(settings(directory)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot read model " + directory);
    }

    @Test
    void apply_missingSetting_namesIt(@TempDir Path directory) {
        Map<String, Object> settings = new HashMap<>(settings(directory));
        settings.remove(ScorerGateway.BATCH_SIZE);
        assertThatThrownBy(() -> gateway.apply(settings))
                .hasMessage("Cannot open a scorer: the setting batchSize is not of type Integer.");
    }

    private static Map<String, Object> settings(Path directory) {
        return Map.of(
                ScorerGateway.DIRECTORY,
                directory.toString(),
                ScorerGateway.POINTS,
                List.of("endpoint-0", "at-0.8"),
                ScorerGateway.BATCH_SIZE,
                32,
                ScorerGateway.THREADS,
                1,
                ScorerGateway.PRECISION,
                "FLOAT32",
                ScorerGateway.PROCESSOR,
                "CPU");
    }
}
