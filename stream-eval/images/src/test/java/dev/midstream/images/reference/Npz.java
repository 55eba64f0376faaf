package dev.midstream.images.reference;

import dev.midstream.images.Image;
import dev.midstream.images.npy.NpyHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The arrays of a NumPy {@code .npz} file of little-endian values. */
public final class Npz {

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
        List<Integer> shape = header(name, "|u1").shape();
        int height = shape.get(shape.size() - 3);
        int width = shape.get(shape.size() - 2);
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
        if (header(name, "<").type().equals("<i2")) {
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

    /** The values of a vector of Unicode strings. */
    public String[] strings(String name) {
        int length = Integer.parseInt(header(name, "<U").type().substring(2));
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

    private NpyHeader header(String name, String type) {
        try {
            NpyHeader header = NpyHeader.read(new ByteArrayInputStream(raw(name)));
            if (!header.type().startsWith(type)) {
                throw new IllegalArgumentException(
                        "Not an array of " + type + ": " + name + " " + header);
            }
            return header;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ByteBuffer data(String name) {
        return ByteBuffer.wrap(raw(name))
                .position(header(name, "").dataOffset())
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] raw(String name) {
        byte[] array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("No array " + name + " among " + arrays.keySet());
        }
        return array;
    }
}
