package dev.midstream.images.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a {@code .npy} file: magic number, version, and type and shape of the array, as
 * NumPy's format specification ("numpy.lib.format", NEP 1) defines them.
 *
 * @param type NumPy's name of the element type, for example {@code |u1} or {@code <i8}
 * @param shape lengths of the axes
 * @param order of the elements
 * @param dataOffset where the data begins in the file, in bytes
 */
public record NpyHeader(String type, List<Integer> shape, ArrayOrder order, int dataOffset) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int VERSION_OFFSET = MAGIC.length;
    private static final int LENGTH_OFFSET = VERSION_OFFSET + 2;
    private static final int ALIGNMENT = 64;
    // The limit of NumPy's own parser.
    private static final int MAX_HEADER_BYTES = 10_000;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']{1,16})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L, ]*)\\)");

    public NpyHeader {
        shape = List.copyOf(shape);
    }

    /** Returns the header of an array to write in row-major order, in format version 1. */
    public static NpyHeader of(String type, Integer... shape) {
        return of(ArrayOrder.ROW_MAJOR, type, shape);
    }

    /** Returns the header of an array to write in an order, in format version 1. */
    public static NpyHeader of(ArrayOrder order, String type, Integer... shape) {
        NpyHeader unaligned = new NpyHeader(type, List.of(shape), order, 0);
        return new NpyHeader(type, List.of(shape), order, unaligned.encode().length);
    }

    /**
     * Reads the header from the beginning of a file and leaves the stream at the data.
     *
     * @throws NpyFormatException if it is damaged
     */
    public static NpyHeader read(InputStream input) throws IOException {
        byte[] prefix = input.readNBytes(LENGTH_OFFSET);
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= prefix.length || prefix[i] != MAGIC[i]) {
                throw new NpyFormatException("no NumPy magic number at offset " + i);
            }
        }
        if (prefix.length < LENGTH_OFFSET) {
            throw truncated(prefix.length);
        }
        int version = prefix[VERSION_OFFSET];
        if (version < 1 || version > 3) {
            throw new NpyFormatException(
                    "unknown NumPy format version " + version + " at offset " + VERSION_OFFSET);
        }
        int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
        byte[] length = input.readNBytes(lengthBytes);
        if (length.length < lengthBytes) {
            throw truncated(LENGTH_OFFSET + length.length);
        }
        ByteBuffer number = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN);
        int characters = version == 1 ? number.getShort() & 0xffff : number.getInt();
        if (characters < 0 || characters > MAX_HEADER_BYTES) {
            throw new NpyFormatException(
                    "header of " + characters + " bytes declared at offset " + LENGTH_OFFSET);
        }
        int start = LENGTH_OFFSET + lengthBytes;
        byte[] text = input.readNBytes(characters);
        if (text.length < characters) {
            throw truncated(start + text.length);
        }
        return parse(new String(text, ISO_8859_1), start);
    }

    private static NpyHeader parse(String text, int start) throws NpyFormatException {
        String type = field(TYPE, "descr", text, start);
        boolean fortran = field(ORDER, "fortran_order", text, start).equals("True");
        List<Integer> shape = new ArrayList<>();
        for (String length : field(SHAPE, "shape", text, start).split("[L, ]+", -1)) {
            if (!length.isEmpty()) {
                try {
                    shape.add(Integer.valueOf(length));
                } catch (NumberFormatException e) {
                    throw new NpyFormatException("axis of length " + length + " is too long");
                }
            }
        }
        return new NpyHeader(
                type,
                shape,
                fortran ? ArrayOrder.COLUMN_MAJOR : ArrayOrder.ROW_MAJOR,
                start + text.length());
    }

    private static String field(Pattern pattern, String name, String text, int start)
            throws NpyFormatException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new NpyFormatException(
                    "no valid '" + name + "' in the header at offset " + start);
        }
        return matcher.group(1);
    }

    private static EOFException truncated(int bytes) {
        return new EOFException("truncated within its header, at offset " + bytes);
    }

    /** Number of elements. */
    public long elements() throws NpyFormatException {
        try {
            long elements = 1;
            for (int length : shape) {
                elements = Math.multiplyExact(elements, (long) length);
            }
            return elements;
        } catch (ArithmeticException e) {
            throw new NpyFormatException("an array of shape " + shape + " is too large");
        }
    }

    /** The bytes of the header, padded so that the data is aligned as NumPy aligns it. */
    public byte[] encode() {
        StringBuilder text = new StringBuilder();
        text.append("{'descr': '").append(type);
        text.append("', 'fortran_order': ")
                .append(order == ArrayOrder.ROW_MAJOR ? "False" : "True");
        text.append(", 'shape': (");
        for (int i = 0; i < shape.size(); i++) {
            text.append(i == 0 ? "" : " ").append(shape.get(i)).append(',');
        }
        if (shape.size() > 1) {
            text.setLength(text.length() - 1);
        }
        text.append("), }");
        int unpadded = LENGTH_OFFSET + Short.BYTES + text.length() + 1;
        int total = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        text.append(" ".repeat(total - unpadded)).append('\n');
        return ByteBuffer.allocate(total)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) text.length())
                .put(text.toString().getBytes(ISO_8859_1))
                .array();
    }
}
