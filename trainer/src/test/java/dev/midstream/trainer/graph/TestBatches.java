package dev.midstream.trainer.graph;

import dev.midstream.trainer.network.ImageShape;
import java.util.SplittableRandom;

/** Batches of random pixels. */
final class TestBatches {
    private TestBatches() {}

    static Batch random(int size, ImageShape shape, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[size * shape.size()];
        random.nextBytes(pixels);
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = random.nextInt(classes);
        }
        return new Batch(pixels, labels, shape);
    }
}
