package dev.midstream.local.disaster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three schedules of disasters on real processes, with each part of the cluster among their
 * victims; {@code deploy/benchmarks/disasters} runs others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisastersIT {
    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));

    private Disasters disasters;

    @BeforeAll
    void train(@TempDir Path work) throws Exception {
        disasters = new Disasters(ROOT, work, System.out);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 7, 24})
    void sums_afterAllThatHappened_areTheOfflineOnes(long seed) throws Exception {
        Outcome outcome = disasters.run(seed);

        assertThat(outcome.problem()).as("seed %d", seed).isEmpty();
        assertThat(outcome.events()).isNotEmpty();
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.twice()).isZero();
    }
}
