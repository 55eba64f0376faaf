package dev.midstream.images.decode.png;

import dev.midstream.images.decode.UndecodableImageException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the rows of a PNG file one by one and undoes their filters. Not thread-safe. */
final class PngRows implements AutoCloseable {

    private final PngChunks chunks;
    private final int step;
    private final Inflater inflater = new Inflater();
    private final byte[] filter = new byte[1];
    private int nextChunk;
    private byte[] row = new byte[0];
    private byte[] above = new byte[0];

    /**
     * @param step distance in bytes to the pixel that filters compare with
     */
    PngRows(PngChunks chunks, int step) {
        this.chunks = chunks;
        this.step = step;
    }

    /** Begins a pass, given the number of bytes in its rows. */
    void begin(int rowBytes) {
        row = new byte[rowBytes];
        above = new byte[rowBytes];
    }

    /** The bytes of the next row, valid until the row after it is asked for. */
    byte[] next() throws UndecodableImageException {
        byte[] last = row;
        row = above;
        above = last;
        try {
            inflate(filter);
            inflate(row);
        } catch (DataFormatException e) {
            throw new UndecodableImageException(
                    "its compressed pixels are damaged (" + e.getMessage() + ")", e);
        }
        unfilter();
        return row;
    }

    private void inflate(byte[] target) throws DataFormatException, UndecodableImageException {
        int filled = 0;
        while (filled < target.length) {
            if (inflater.needsInput()) {
                if (nextChunk == chunks.pixelChunks()) {
                    throw truncated();
                }
                inflater.setInput(chunks.pixels(nextChunk++));
            }
            filled += inflater.inflate(target, filled, target.length - filled);
            if (filled < target.length && (inflater.finished() || inflater.needsDictionary())) {
                throw truncated();
            }
        }
    }

    private static UndecodableImageException truncated() {
        return new UndecodableImageException("it is truncated: rows of pixels are missing");
    }

    /** Undoes a filter of the PNG specification's section 9.2. */
    private void unfilter() throws UndecodableImageException {
        switch (filter[0]) {
            case 0 -> {}
            case 1 -> {
                for (int i = step; i < row.length; i++) {
                    row[i] += row[i - step];
                }
            }
            case 2 -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = 0; i < row.length; i++) {
                    int left = i < step ? 0 : row[i - step] & 0xff;
                    row[i] += (byte) (left + (above[i] & 0xff) >> 1);
                }
            }
            case 4 -> {
                for (int i = 0; i < row.length; i++) {
                    int left = i < step ? 0 : row[i - step] & 0xff;
                    int corner = i < step ? 0 : above[i - step] & 0xff;
                    row[i] += (byte) paeth(left, above[i] & 0xff, corner);
                }
            }
            default ->
                    throw new UndecodableImageException(
                            "a row has the unknown filter " + (filter[0] & 0xff));
        }
    }

    private static int paeth(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
