package dev.midstream.images.npy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Class labels in a {@code .npy} file: integers of any width, a vector or a matrix of one column.
 */
public final class NpyLabels {

    private static final Pattern INTEGER = Pattern.compile("([<>|]?)([iu])([1248])");
    private static final int MAX_LABELS = 100_000_000;

    private NpyLabels() {}

    /**
     * Reads the labels of a file.
     *
     * @throws NpyFormatException if it is not such a vector, or a label is negative or above 2^31 -
     *     1; the message is the reason, without the file
     */
    public static int[] read(Path file) throws IOException {
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
            return read(input);
        }
    }

    private static boolean isVector(List<Integer> shape) {
        return shape.size() == 1 || (shape.size() == 2 && shape.get(1) == 1);
    }

    /** Reads labels like {@link #read(Path)} from a stream that ends after them. */
    public static int[] read(InputStream input) throws IOException {
        NpyHeader header = NpyHeader.read(input);
        Matcher type = INTEGER.matcher(header.type());
        if (!type.matches() || !isVector(header.shape()) || header.elements() > MAX_LABELS) {
            throw new NpyFormatException(
                    "an array "
                            + header.type()
                            + " "
                            + header.shape()
                            + " is not a vector of integer labels"
                            + (type.matches() ? "" : ". Save labels with .astype('int64')"));
        }
        int width = type.group(3).charAt(0) - '0';
        int count = (int) header.elements();
        // readNBytes allocates as it reads, so a header that declares too much does no harm.
        byte[] data = input.readNBytes(count * width);
        if (data.length < (long) count * width) {
            throw new NpyFormatException(
                    "truncated at offset "
                            + (header.dataOffset() + data.length)
                            + ", its header declares "
                            + count
                            + " labels");
        }
        if (input.read() >= 0) {
            throw new NpyFormatException(
                    "data follows the "
                            + count
                            + " labels at offset "
                            + (header.dataOffset() + data.length));
        }
        ByteBuffer buffer = ByteBuffer.wrap(data);
        buffer.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            long label = value(buffer, i * width, width, type.group(2).equals("u") ? ~0L : 0);
            if (label < 0 || label > Integer.MAX_VALUE) {
                throw new NpyFormatException(
                        "label "
                                + label
                                + " at offset "
                                + (header.dataOffset() + i * width)
                                + " is not a class");
            }
            labels[i] = (int) label;
        }
        return labels;
    }

    /**
     * Writes labels that are repeated: the whole vector {@code times} times, in bytes if they allow
     * it and otherwise in 32 bits.
     *
     * @param classes number of classes; labels are below it
     */
    public static void write(OutputStream output, int[] labels, int times, int classes)
            throws IOException {
        boolean bytes = classes <= 256;
        int count = Math.multiplyExact(labels.length, times);
        output.write(NpyHeader.of(bytes ? "|u1" : "<i4", count).encode());
        ByteBuffer buffer =
                ByteBuffer.allocate(labels.length * (bytes ? Byte.BYTES : Integer.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int label : labels) {
            if (bytes) {
                buffer.put((byte) label);
            } else {
                buffer.putInt(label);
            }
        }
        for (int i = 0; i < times; i++) {
            output.write(buffer.array());
        }
    }

    private static long value(ByteBuffer buffer, int offset, int width, long unsigned) {
        return switch (width) {
            case 1 -> buffer.get(offset) & (0xffL | ~unsigned);
            case 2 -> buffer.getShort(offset) & (0xffffL | ~unsigned);
            case 4 -> buffer.getInt(offset) & (0xffff_ffffL | ~unsigned);
            case 8 -> buffer.getLong(offset);
            default -> throw new IllegalArgumentException("Invalid width: " + width);
        };
    }
}
