package dev.midstream.engine.tensorflow;

import java.util.Optional;

/**
 * The input of a signature, {@code [batch, height, width, channel]}.
 *
 * @param name the input's name in the signature
 * @param scaling how pixels become float32 numbers; empty where the model takes uint8 pixels
 */
public record ImageInput(
        String name, int height, int width, int channels, Optional<PixelScaling> scaling) {
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

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "Invalid image input: %s is %d. Use 1 or more.".formatted(name, value));
        }
    }
}
