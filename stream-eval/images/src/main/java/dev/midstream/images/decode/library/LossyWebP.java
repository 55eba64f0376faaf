package dev.midstream.images.decode.library;

import com.twelvemonkeys.imageio.plugins.webp.vp8.VP8Frame;
import dev.midstream.images.decode.ImageSize;
import dev.midstream.images.decode.PixelSink;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * Lossy WebP from its planes of luma and chroma. The library, as it converts them itself, repeats
 * chroma; libwebp, which Pillow has, interpolates it.
 */
final class LossyWebP {

    private final VP8Frame frame;
    private final ImageSize size;

    /**
     * Decodes a frame.
     *
     * @param stream at the frame, behind the header of its chunk
     */
    LossyWebP(ImageInputStream stream, ImageSize size) throws IOException {
        this.frame = new VP8Frame(stream, false);
        this.size = size;
        frame.decode(
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR)
                        .getRaster(),
                null);
    }

    int height() {
        return frame.getHeight();
    }

    int width() {
        return frame.getWidth();
    }

    void pixels(PixelSink sink) {
        byte[] luma = plane(frame.getDebugImageYBuffer(), 1);
        byte[] blue = plane(frame.getDebugImageUBuffer(), 2);
        byte[] red = plane(frame.getDebugImageVBuffer(), 2);
        WebPChroma chroma = new WebPChroma((size.height() + 1) / 2, (size.width() + 1) / 2);
        int position = 0;
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                WebPColour.set(
                        sink,
                        position,
                        luma[position] & 0xff,
                        chroma.at(blue, y, x),
                        chroma.at(red, y, x));
                position++;
            }
        }
    }

    /**
     * Copies a plane.
     *
     * @param picture each of whose pixels has the sample of its position as all its channels
     * @param step distance of the pixels that have samples of their own
     */
    private static byte[] plane(BufferedImage picture, int step) {
        int rows = (picture.getHeight() + step - 1) / step;
        int columns = (picture.getWidth() + step - 1) / step;
        byte[] samples = new byte[rows * columns];
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < rows; y++) {
            picture.getRaster().getSamples(0, y * step, row.length, 1, 0, row);
            for (int x = 0; x < columns; x++) {
                samples[y * columns + x] = (byte) row[x * step];
            }
        }
        return samples;
    }
}
