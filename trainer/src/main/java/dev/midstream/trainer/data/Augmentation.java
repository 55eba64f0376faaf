package dev.midstream.trainer.data;

import dev.midstream.trainer.network.ImageShape;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Random crop and horizontal flip of 8-bit images: an image with {@code padding} black pixels on
 * every side is cut back to its size at a random place, and mirrored every other time.
 *
 * @param padding in pixels
 */
public record Augmentation(int padding) {
    /** The reference recipe's. */
    public static final Augmentation REFERENCE = new Augmentation(4);

    public Augmentation {
        if (padding < 0) {
            throw new IllegalArgumentException("Invalid padding: " + padding);
        }
    }

    /** Writes a random variant of {@code source} to {@code target[offset]} and what follows. */
    void apply(byte[] source, ImageShape shape, byte[] target, int offset, RandomGenerator random) {
        int top = random.nextInt(2 * padding + 1) - padding;
        int left = random.nextInt(2 * padding + 1) - padding;
        crop(source, shape, target, offset, top, left);
        if (random.nextBoolean()) {
            mirror(target, shape, offset);
        }
    }

    private static void crop(
            byte[] source, ImageShape shape, byte[] target, int offset, int top, int left) {
        int row = shape.width() * shape.channels();
        int firstColumn = Math.max(0, -left);
        int endColumn = Math.min(shape.width(), shape.width() - left);
        Arrays.fill(target, offset, offset + shape.size(), (byte) 0);
        if (firstColumn >= endColumn) {
            return;
        }
        for (int y = Math.max(0, -top); y < Math.min(shape.height(), shape.height() - top); y++) {
            System.arraycopy(
                    source,
                    (y + top) * row + (firstColumn + left) * shape.channels(),
                    target,
                    offset + y * row + firstColumn * shape.channels(),
                    (endColumn - firstColumn) * shape.channels());
        }
    }

    private static void mirror(byte[] pixels, ImageShape shape, int offset) {
        int channels = shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            int left = offset + y * shape.width() * channels;
            int right = left + (shape.width() - 1) * channels;
            while (left < right) {
                for (int c = 0; c < channels; c++) {
                    byte swapped = pixels[left + c];
                    pixels[left + c] = pixels[right + c];
                    pixels[right + c] = swapped;
                }
                left += channels;
                right -= channels;
            }
        }
    }
}
