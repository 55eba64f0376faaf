package dev.midstream.engine.batch;

import dev.midstream.InputLayout;
import java.util.Optional;

/**
 * The image input of a network.
 *
 * @param name the input's name in the network
 * @param layout the order of its dimensions
 * @param height in pixels
 * @param width in pixels
 * @param scaling how pixels become float32 numbers; empty where the network takes uint8 pixels
 */
public record ImageInput(
        String name,
        InputLayout layout,
        int height,
        int width,
        int channels,
        Optional<PixelScaling> scaling) {
    /**
     * Validates the shape and the scaling.
     *
     * @throws IllegalArgumentException if a size is less than 1, or the scaling has another number
     *     of channels
     */
    public ImageInput {
        requirePositive("height", height);
        requirePositive("width", width);
        requirePositive("channels", channels);
        scaling.ifPresent(pixels -> pixels.table(channels));
    }

    /** Returns the number of bytes of one image's pixels. */
    public int imageBytes() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    /** Returns the dimensions of a batch in the order of the layout. */
    public long[] shape(int images) {
        return switch (layout) {
            case NHWC -> new long[] {images, height, width, channels};
            case NCHW -> new long[] {images, channels, height, width};
        };
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "Invalid image input: %s is %d. Use 1 or more.".formatted(name, value));
        }
    }
}
