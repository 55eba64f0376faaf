package dev.midstream.images.reference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.midstream.images.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The arrays of a NumPy {@code .npz} file: version 1 of the format, C order, little-endian. */
public final class Npz {

    private static final Pattern HEADER =
            Pattern.compile(
                    "'descr': '([^']+)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\)");
    private static final int PREFIX = 10;

    private final Map<String, byte[]> arrays;

    private Npz(Map<String, byte[]> arrays) {
        this.arrays = arrays;
    }

    static Npz read(Path file) throws IOException {
        Map<String, byte[]> arrays = new HashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                arrays.put(
                        entry.getName().replace(".npy", ""),
                        zip.getInputStream(entry).readAllBytes());
            }
        }
        return new Npz(arrays);
    }

    /** The images of an array {@code [..., height, width, 3]} of bytes, in order. */
    public Image[] images(String name) {
        Matcher header = header(name, "|u1");
        String[] shape = header.group(2).split(", *", -1);
        int height = Integer.parseInt(shape[shape.length - 3]);
        int width = Integer.parseInt(shape[shape.length - 2]);
        ByteBuffer data = data(name);
        Image[] images = new Image[data.remaining() / (height * width * 3)];
        for (int i = 0; i < images.length; i++) {
            byte[] pixels = new byte[height * width * 3];
            data.get(pixels);
            images[i] = new Image(height, width, 3, pixels);
        }
        return images;
    }

    /** The values of an array of {@code <f8} or {@code <i2}. */
    public double[] doubles(String name) {
        ByteBuffer data = data(name);
        if (header(name, "<").group(1).equals("<i2")) {
            double[] values = new double[data.remaining() / Short.BYTES];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.getShort();
            }
            return values;
        }
        header(name, "<f8");
        double[] values = new double[data.remaining() / Double.BYTES];
        data.asDoubleBuffer().get(values);
        return values;
    }

    public String[] strings(String name) {
        int length = Integer.parseInt(header(name, "<U").group(1).substring(2));
        ByteBuffer data = data(name);
        String[] values = new String[data.remaining() / (length * Integer.BYTES)];
        for (int i = 0; i < values.length; i++) {
            StringBuilder value = new StringBuilder();
            for (int k = 0; k < length; k++) {
                int character = data.getInt();
                if (character != 0) {
                    value.appendCodePoint(character);
                }
            }
            values[i] = value.toString();
        }
        return values;
    }

    private Matcher header(String name, String type) {
        ByteBuffer raw = raw(name);
        String text = new String(raw.array(), PREFIX, raw.getShort(8), ISO_8859_1);
        Matcher header = HEADER.matcher(text);
        if (!header.find() || !header.group(1).startsWith(type)) {
            throw new IllegalArgumentException("Not an array of " + type + ": " + name + text);
        }
        return header;
    }

    private ByteBuffer data(String name) {
        ByteBuffer raw = raw(name);
        return raw.position(PREFIX + raw.getShort(8)).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer raw(String name) {
        byte[] array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("No array " + name + " among " + arrays.keySet());
        }
        return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }
}
