package dev.midstream.images.decode.png;

import dev.midstream.images.decode.ImageSize;
import dev.midstream.images.decode.UndecodableImageException;
import java.nio.ByteBuffer;

/**
 * The IHDR chunk.
 *
 * @param depth bits of a sample: 1, 2, 4, 8 or 16
 * @param colour what the samples of a pixel mean
 * @param passes in which order the rows come
 */
record PngHeader(ImageSize size, int depth, ColourType colour, Passes passes) {

    private static final int BYTES = 13;

    static PngHeader parse(ByteBuffer chunk) throws UndecodableImageException {
        if (chunk.remaining() != BYTES) {
            throw new UndecodableImageException(
                    "its PNG header has " + chunk.remaining() + " bytes instead of " + BYTES);
        }
        int width = chunk.getInt();
        int height = chunk.getInt();
        int depth = chunk.get();
        ColourType colour = ColourType.of(chunk.get(), depth);
        int compression = chunk.get();
        int filter = chunk.get();
        int interlace = chunk.get();
        if (compression != 0 || filter != 0 || interlace < 0 || interlace > 1) {
            throw new UndecodableImageException(
                    "its PNG header has an unknown method: compression "
                            + compression
                            + ", filter "
                            + filter
                            + ", interlace "
                            + interlace);
        }
        return new PngHeader(
                ImageSize.declared(height, width),
                depth,
                colour,
                interlace == 0 ? Passes.ONE : Passes.ADAM7);
    }

    /** The number of bytes in a row of pixels, without its filter byte. */
    int rowBytes(int pixels) {
        return (int) (((long) pixels * colour.samples() * depth + 7) / 8);
    }

    /** Distance in bytes to the pixel that filters compare with. */
    int step() {
        return Math.max(1, colour.samples() * depth / 8);
    }
}
