package dev.midstream.images;

import java.util.Arrays;

/**
 * An image of unsigned bytes, {@code [height, width, channel]} in row-major order, channels in the
 * order R, G, B.
 *
 * <p>The pixels are shared, not copied, because a stream creates an image per record. Do not modify
 * them after the image is created.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels values per pixel, at least 1
 * @param pixels {@code height * width * channels} bytes
 */
// Equality is by content, below.
@SuppressWarnings("ArrayRecordComponent")
public record Image(int height, int width, int channels, byte[] pixels) {

    public Image {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "Invalid image shape: " + height + "x" + width + "x" + channels);
        }
        if (pixels.length != (long) height * width * channels) {
            throw new IllegalArgumentException(
                    "Invalid image: shape "
                            + height
                            + "x"
                            + width
                            + "x"
                            + channels
                            + " does not hold "
                            + pixels.length
                            + " bytes");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image image
                && height == image.height
                && width == image.width
                && channels == image.channels
                && Arrays.equals(pixels, image.pixels);
    }

    @Override
    public int hashCode() {
        return ((height * 31 + width) * 31 + channels) * 31 + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "Image[" + height + "x" + width + "x" + channels + "]";
    }
}
