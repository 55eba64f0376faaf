package dev.midstream.images.dataset.format;

import dev.midstream.images.npy.ArrayOrder;
import dev.midstream.images.npy.NpyFormatException;
import dev.midstream.images.npy.NpyHeader;
import dev.midstream.images.npy.PixelArray;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads the images of an array one after the other into memory.
 *
 * @param name of the array, for messages
 */
record ArrayPixels(String name, NpyHeader header, PixelArray array) {

    private static final long MAX_BYTES = 4L << 30;

    /**
     * Reads the data that follow the header, to their end.
     *
     * @param size of the array's file in bytes, its header included; negative if it is not known
     * @return {@code [count][height * width * 3]}
     * @throws IOException if there are fewer or more data than the header declares
     */
    byte[][] read(InputStream input, long size) throws IOException {
        if ((long) array.count() * array.shownBytes() > MAX_BYTES) {
            throw new NpyFormatException(
                    "images of "
                            + (long) array.count() * array.shownBytes()
                            + " bytes do not fit into memory. Use a directory of .npy files");
        }
        // A damaged header may declare more than memory holds.
        if (size >= 0 && size < header.dataOffset() + header.elements()) {
            throw truncated(size - header.dataOffset());
        }
        byte[][] images =
                array.order() == ArrayOrder.ROW_MAJOR ? rowMajor(input) : columnMajor(input);
        if (input.read() >= 0) {
            throw new NpyFormatException(
                    "data follows the images at offset "
                            + (header.dataOffset() + header.elements()));
        }
        return images;
    }

    private byte[][] rowMajor(InputStream input) throws IOException {
        byte[][] images = new byte[0][];
        for (int i = 0; i < array.count(); i++) {
            if (i == images.length) {
                // Grows with the data that is present, not with what the header declares.
                images = Arrays.copyOf(images, (int) Math.min(array.count(), 2L * i + 1024));
            }
            byte[] stored = input.readNBytes(array.storedBytes());
            if (stored.length < array.storedBytes()) {
                throw truncated((long) i * array.storedBytes() + stored.length);
            }
            images[i] = new byte[array.shownBytes()];
            array.show(stored, images[i], 0);
        }
        return images;
    }

    /** The values of all images are interleaved: those of a channel of a pixel are in one block. */
    private byte[][] columnMajor(InputStream input) throws IOException {
        byte[][] images = new byte[0][];
        long read = 0;
        for (int channel = 0; channel < array.channels(); channel++) {
            for (int column = 0; column < array.width(); column++) {
                for (int row = 0; row < array.height(); row++) {
                    byte[] values = input.readNBytes(array.count());
                    read += values.length;
                    if (values.length < array.count()) {
                        throw truncated(read);
                    }
                    if (images.length == 0) {
                        images = new byte[array.count()][array.shownBytes()];
                    }
                    for (int i = 0; i < values.length; i++) {
                        array.set(images[i], row, column, channel, values[i]);
                    }
                }
            }
        }
        return images;
    }

    private EOFException truncated(long read) {
        return new EOFException(
                "array "
                        + name
                        + " is truncated at offset "
                        + (header.dataOffset() + read)
                        + ", its header declares "
                        + array.count()
                        + " images");
    }
}
