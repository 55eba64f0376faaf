package dev.midstream.images.npy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class NumpyArchiveTest {
    private static Map<String, byte[]> written() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NumpyArchive archive = new NumpyArchive(bytes)) {
            archive.add("theta", new float[][] {{1.5f, -2}, {0, 3}, {4, 5}});
            archive.add("shape", new long[][] {{7, -8}});
            archive.add("module", List.of("stem", "a"));
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            entries.put(entry.getName(), zip.readAllBytes());
        }
        return entries;
    }

    /** The header of numpy.lib.format 1.0: magic, version, length, dictionary, new line. */
    private static String header(byte[] file) {
        assertThat(file).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
        assertThat((10 + length) % 64).isZero();
        String header = new String(file, 10, length, StandardCharsets.US_ASCII);
        assertThat(header).endsWith("\n");
        return header.strip();
    }

    private static ByteBuffer data(byte[] file) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
        return ByteBuffer.wrap(file, 10 + length, file.length - 10 - length)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void add_floats_writesRowsInOrder() throws IOException {
        byte[] file = written().get("theta.npy");
        assertThat(header(file))
                .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }");
        ByteBuffer data = data(file);
        assertThat(data.remaining()).isEqualTo(24);
        assertThat(data.getFloat(0)).isEqualTo(1.5f);
        assertThat(data.getFloat(4)).isEqualTo(-2f);
        assertThat(data.getFloat(20)).isEqualTo(5f);
    }

    @Test
    void add_integersAndStrings_writesTheirTypes() throws IOException {
        Map<String, byte[]> files = written();
        assertThat(header(files.get("shape.npy"))).contains("'<i8'", "(1, 2)");
        assertThat(data(files.get("shape.npy")).getLong(8)).isEqualTo(-8);
        assertThat(header(files.get("module.npy"))).contains("'<U4'", "(2,)");
        ByteBuffer strings = data(files.get("module.npy"));
        assertThat(strings.getInt(0)).isEqualTo('s');
        assertThat(strings.getInt(16)).isEqualTo('a');
        assertThat(strings.getInt(20)).isZero();
    }

    @Test
    void add_sameArrays_givesTheSameBytes() throws IOException {
        assertThat(written()).containsOnlyKeys("theta.npy", "shape.npy", "module.npy");
        assertThat(written().get("theta.npy")).isEqualTo(written().get("theta.npy"));
    }
}
