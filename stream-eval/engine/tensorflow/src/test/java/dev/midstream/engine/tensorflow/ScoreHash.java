package dev.midstream.engine.tensorflow;

import static dev.midstream.engine.tensorflow.fixture.SmallModel.CHANNELS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.SIDE;

import dev.midstream.engine.Batching;
import dev.midstream.engine.tensorflow.fixture.SmallModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A process of its own that scores noise and prints a hash of the logits' bits. */
final class ScoreHash {
    private ScoreHash() {}

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        byte[] pixels = new byte[100 * SIDE * SIDE * CHANNELS];
        new Random(5).nextBytes(pixels);
        Batching batching = Batching.withThreads(threads);
        try (SavedModelScorer scorer =
                SavedModelScorer.open(
                        Path.of(arguments[0]),
                        SmallModel.ALL_POINTS,
                        SmallModel.FORMAT,
                        batching)) {
            float[] logits = scorer.score(pixels, 100);
            System.out.printf(
                    "threads %d: %x %x%n",
                    threads,
                    Arrays.hashCode(logits),
                    Float.floatToRawIntBits(logits[logits.length - 1]));
        }
    }
}
