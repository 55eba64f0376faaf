package dev.midstream.engine.tensorflow;

import static dev.midstream.engine.tensorflow.fixture.SmallModel.ALL_POINTS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.CHANNELS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.CLASSES;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.midstream.engine.Batching;
import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.Engines;
import dev.midstream.engine.Processor;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.engine.batch.SharedNetworks;
import dev.midstream.engine.tensorflow.fixture.SmallModel;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TensorFlowEngineTest {
    private static final Batching BATCHING = new Batching(8, 1);

    @TempDir private Path directory;

    @Test
    void open_savedModel_foundAndScoredWithWhatItsManifestSays() throws Exception {
        ModelDirectory model = SmallModel.directory(directory);
        byte[] pixels = new byte[3 * SIDE * SIDE * CHANNELS];
        new Random(1).nextBytes(pixels);

        assertThat(Engines.installed().engineOf(model)).isInstanceOf(TensorFlowEngine.class);
        assertThat(score(model, "all", pixels)).isEqualTo(direct(ALL_POINTS, pixels));
        assertThat(score(model, "endpoint-1", pixels)).isEqualTo(direct("endpoint-1", pixels));
    }

    @Test
    void open_twiceInOneProcess_oneSessionWithTheSameAnswers() throws Exception {
        ModelDirectory model = SmallModel.directory(directory);
        PointSelection points = PointSelection.parse(model.manifest(), "all");
        byte[] pixels = new byte[40 * SIDE * SIDE * CHANNELS];
        new Random(1).nextBytes(pixels);
        int before = SharedNetworks.ofProcess().size();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Scorer one = Engines.installed().open(model, points, BATCHING);
                Scorer other = Engines.installed().open(model, points, BATCHING)) {
            assertThat(SharedNetworks.ofProcess().size()).isEqualTo(before + 1);
            float[] expected = one.score(pixels, 40);
            List<Future<float[]>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Scorer scorer = i % 2 == 0 ? one : other;
                answers.add(
                        threads.submit(
                                () -> {
                                    // A scorer is for one thread at a time.
                                    synchronized (scorer) {
                                        return scorer.score(pixels, 40);
                                    }
                                }));
            }
            for (Future<float[]> answer : answers) {
                assertThat(answer.get()).containsExactly(expected);
            }
            one.close();
            assertThat(other.score(pixels, 40)).containsExactly(expected);
        } finally {
            threads.shutdownNow();
        }
        assertThat(SharedNetworks.ofProcess().size()).isEqualTo(before);
    }

    /** Skipped where the processor has no bfloat16, once it is seen to be refused. */
    @Test
    void open_bf16_closeToFloat32WhichStaysAsItWas() throws Exception {
        ModelDirectory model = SmallModel.directory(directory);
        PointSelection points = PointSelection.parse(model.manifest(), "all");
        Batching bf16 = BATCHING.in(ScoringPrecision.BF16);
        byte[] pixels = new byte[20 * SIDE * SIDE * CHANNELS];
        new Random(1).nextBytes(pixels);
        Optional<String> obstacle = ScoringPrecision.BF16.obstacle();
        if (obstacle.isPresent()) {
            assertThatThrownBy(() -> Engines.installed().open(model, points, bf16))
                    .hasMessage("Cannot score with small: " + obstacle.get() + ".");
        }
        assumeTrue(obstacle.isEmpty(), "this processor has neither AMX nor AVX512_BF16");
        try (Scorer exact = Engines.installed().open(model, points, BATCHING)) {
            float[] expected = exact.score(pixels, 20);
            double scale = 0;
            for (float logit : expected) {
                scale = Math.max(scale, Math.abs(logit));
            }
            double largest = 0;
            try (Scorer rounded = Engines.installed().open(model, points, bf16)) {
                float[] logits = rounded.score(pixels, 20);
                for (int i = 0; i < logits.length; i++) {
                    largest = Math.max(largest, Math.abs(logits[i] - expected[i]));
                }
                assertThat(exact.score(pixels, 20)).containsExactly(expected);
                // Alone or in company, an image has the same bits in bfloat16 too.
                float[] first = rounded.score(pixels, 1);
                assertThat(Arrays.copyOf(logits, CLASSES))
                        .containsExactly(Arrays.copyOf(first, CLASSES));
            }
            // bfloat16 has 8 significant bits.
            assertThat(largest / scale).isBetween(1e-5, 0.02);
        }
    }

    @Test
    void open_gpuThatIsNotThere_saysWhatToDo() throws Exception {
        assumeThat(GpuCheck.obstacle()).as("a machine without GPU").isPresent();
        ModelDirectory model = SmallModel.directory(directory);
        PointSelection points = PointSelection.parse(model.manifest(), "all");
        Batching gpu = new Batching(8, 1, ScoringPrecision.FLOAT32, Processor.GPU);
        assertThatThrownBy(() -> Engines.installed().open(model, points, gpu))
                .isInstanceOf(EngineStartException.class)
                .hasMessageStartingWith("Cannot score with small: no GPU can be used, ")
                .hasMessageEndingWith("; or else use --device cpu.");
    }

    private static float[] score(ModelDirectory model, String points, byte[] pixels)
            throws Exception {
        PointSelection selection = PointSelection.parse(model.manifest(), points);
        try (Scorer scorer = Engines.installed().open(model, selection, BATCHING)) {
            return scorer.score(pixels, 3);
        }
    }

    private float[] direct(String signature, byte[] pixels) throws Exception {
        try (SavedModelScorer scorer =
                SavedModelScorer.open(directory, signature, SmallModel.FORMAT, BATCHING)) {
            return scorer.score(pixels, 3);
        }
    }
}
