package dev.midstream.trainer.graph.images;

import dev.midstream.trainer.network.ImageShape;
import java.util.SplittableRandom;

/** Batches of random pixels. */
public final class TestBatches {
    private TestBatches() {}

    public static Batch random(int size, ImageShape shape, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[size * shape.size()];
        random.nextBytes(pixels);
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = random.nextInt(classes);
        }
        return new Batch(pixels, labels, shape);
    }

    /**
     * Images of 8x8 blocks of random colours, which differ more from each other than noise does.
     */
    public static Batch blocks(int size, ImageShape shape, int classes, long seed) {
        Batch noise = random(size, shape, classes, seed);
        byte[] pixels = noise.pixels();
        for (int i = 0; i < pixels.length; i++) {
            int channel = i % shape.channels();
            int x = i / shape.channels() % shape.width() / 8 * 8;
            int y = i / shape.channels() / shape.width() % shape.height() / 8 * 8;
            int image = i / shape.size();
            pixels[i] =
                    pixels[
                            image * shape.size()
                                    + (y * shape.width() + x) * shape.channels()
                                    + channel];
        }
        return noise;
    }

    /** The first images of a store, by their crop windows, with the labels of another batch. */
    public static Batch cropped(Batch labelled, Batch store) {
        long[] numbers = new long[labelled.size() * CropWindows.LENGTH];
        for (int i = 0; i < labelled.size(); i++) {
            numbers[i * CropWindows.LENGTH] = i;
        }
        return new Batch(
                new CropWindows(store::pixels, numbers), labelled.labels(), labelled.shape());
    }
}
