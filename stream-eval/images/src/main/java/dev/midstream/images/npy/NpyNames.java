package dev.midstream.images.npy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in a {@code .npy} file: a vector of text, in NumPy's type {@code U} or in bytes of UTF-8.
 */
public final class NpyNames {

    private static final Pattern TEXT = Pattern.compile("([<>|=]?)([US])([1-9]\\d{0,5})");
    private static final int MAX_BYTES = 1 << 26;

    private NpyNames() {}

    /**
     * Reads names from a stream that ends after them.
     *
     * @throws NpyFormatException if it is not such a vector; the message is the reason
     */
    public static List<String> read(InputStream input) throws IOException {
        NpyHeader header = NpyHeader.read(input);
        Matcher type = TEXT.matcher(header.type());
        if (!type.matches() || header.shape().size() != 1) {
            throw new NpyFormatException(
                    "an array %s %s is not a vector of names. Save names with .astype('U')"
                            .formatted(header.type(), header.shape()));
        }
        boolean unicode = type.group(2).equals("U");
        int width = Integer.parseInt(type.group(3)) * (unicode ? Integer.BYTES : 1);
        long bytes = header.elements() * width;
        if (bytes > MAX_BYTES) {
            throw new NpyFormatException("names of " + bytes + " bytes are too many");
        }
        byte[] data = input.readNBytes((int) bytes);
        if (data.length < bytes) {
            throw new EOFException("truncated at offset " + (header.dataOffset() + data.length));
        }
        ByteOrder order =
                type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        List<String> names = new ArrayList<>();
        for (int offset = 0; names.size() < header.elements(); offset += width) {
            byte[] name = Arrays.copyOfRange(data, offset, offset + width);
            names.add(unicode ? unicode(ByteBuffer.wrap(name).order(order)) : utf8(name));
        }
        return names;
    }

    private static String unicode(ByteBuffer codePoints) throws NpyFormatException {
        StringBuilder text = new StringBuilder();
        while (codePoints.hasRemaining()) {
            int codePoint = codePoints.getInt();
            if (!Character.isValidCodePoint(codePoint)) {
                throw new NpyFormatException("a name has the code point " + codePoint);
            }
            if (codePoint != 0) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }

    private static String utf8(byte[] padded) {
        int length = padded.length;
        while (length > 0 && padded[length - 1] == 0) {
            length--;
        }
        return new String(padded, 0, length, StandardCharsets.UTF_8);
    }
}
