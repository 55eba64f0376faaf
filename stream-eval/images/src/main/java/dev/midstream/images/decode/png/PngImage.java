package dev.midstream.images.decode.png;

import dev.midstream.images.Image;
import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.EncodedImage;
import dev.midstream.images.decode.Palette;
import dev.midstream.images.decode.PixelSink;
import dev.midstream.images.decode.UndecodableImageException;
import dev.midstream.images.decode.png.Passes.Pass;

/**
 * A PNG file (ISO/IEC 15948). Samples are taken as they are stored: those of fewer than 8 bits are
 * scaled to 0-255, of those of 16 bits the high byte counts. Transparency, gamma and profiles are
 * ignored; of an animation the still image is taken.
 *
 * <p>As in Pillow, checksums are verified up to the pixels, and the pixels' own where the
 * compressed data have it; what follows the pixels may be missing.
 */
public final class PngImage implements EncodedImage {

    private final PngHeader header;
    private final PngChunks chunks;

    private PngImage(PngHeader header, PngChunks chunks) {
        this.header = header;
        this.chunks = chunks;
    }

    /**
     * Reads what precedes the pixels.
     *
     * @param content a file that begins with PNG's signature
     */
    public static PngImage open(byte[] content) throws UndecodableImageException {
        PngChunks chunks = PngChunks.parse(content);
        return new PngImage(chunks.header(), chunks);
    }

    @Override
    public int height() {
        return header.size().height();
    }

    @Override
    public int width() {
        return header.size().width();
    }

    @Override
    public Image decode(Channels channels) throws UndecodableImageException {
        chunks.checkEnoughFor(scanBytes());
        PixelSink sink = new PixelSink(height(), width(), channels);
        PngPixels pixels = new PngPixels(header, new Palette(chunks.palette()), sink);
        try (PngRows rows = new PngRows(chunks, header.step())) {
            for (Pass pass : header.passes().list()) {
                int columns = pass.columns(width());
                if (columns == 0) {
                    continue;
                }
                rows.begin(header.rowBytes(columns));
                for (int y = pass.top(); y < height(); y += pass.stepY()) {
                    int first = y * width() + pass.left();
                    pixels.row(rows.next(), columns, first, pass.stepX());
                }
            }
        }
        return sink.image();
    }

    private long scanBytes() {
        long bytes = 0;
        for (Pass pass : header.passes().list()) {
            int columns = pass.columns(width());
            long rows = ((long) height() - pass.top() + pass.stepY() - 1) / pass.stepY();
            bytes += columns == 0 ? 0 : Math.max(0, rows) * (1L + header.rowBytes(columns));
        }
        return bytes;
    }
}
