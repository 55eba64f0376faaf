package dev.midstream.images.decode.png;

import dev.midstream.images.decode.Palette;
import dev.midstream.images.decode.PixelSink;

/** Turns the bytes of rows into pixels. */
final class PngPixels {

    private final PngHeader header;
    private final Palette palette;
    private final PixelSink sink;

    PngPixels(PngHeader header, Palette palette, PixelSink sink) {
        this.header = header;
        this.palette = palette;
        this.sink = sink;
    }

    /**
     * Sets the pixels of a row.
     *
     * @param row its bytes, without filter
     * @param columns its pixels
     * @param first position of the first pixel in the image
     * @param step distance of the pixels in the image
     */
    void row(byte[] row, int columns, int first, int step) {
        int sampleBytes = header.depth() / 8;
        int position = first;
        if (header.colour().isColour()) {
            int pixelBytes = header.step();
            for (int i = 0, at = 0; i < columns; i++, at += pixelBytes, position += step) {
                sink.colour(
                        position,
                        row[at] & 0xff,
                        row[at + sampleBytes] & 0xff,
                        row[at + 2 * sampleBytes] & 0xff);
            }
        } else if (sampleBytes > 0) {
            int pixelBytes = header.step();
            for (int i = 0, at = 0; i < columns; i++, at += pixelBytes, position += step) {
                single(position, row[at] & 0xff);
            }
        } else {
            packed(row, columns, first, step);
        }
    }

    private void packed(byte[] row, int columns, int first, int step) {
        int depth = header.depth();
        int maximum = (1 << depth) - 1;
        // Grey is scaled to 255, an index is not.
        int scale = header.colour() == ColourType.GREY ? 255 / maximum : 1;
        for (int i = 0; i < columns; i++) {
            int bit = i * depth;
            int sample = row[bit >> 3] >> 8 - depth - (bit & 7) & maximum;
            single(first + i * step, sample * scale);
        }
    }

    private void single(int position, int value) {
        if (header.colour() == ColourType.PALETTE) {
            sink.colour(position, palette, value);
        } else {
            sink.grey(position, value);
        }
    }
}
