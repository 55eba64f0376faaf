package dev.midstream.images.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyHeaderTest {

    @Test
    void encode_images_equalsWhatNumPyWrites() {
        byte[] header = NpyHeader.of("|u1", 50000, 32, 32, 3).encode();

        assertThat(header).hasSize(128);
        assertThat(HexFormat.of().formatHex(header, 0, 10)).isEqualTo("934e554d505901007600");
        assertThat(new String(header, 10, 118, ISO_8859_1))
                .startsWith(
                        "{'descr': '|u1', 'fortran_order': False, 'shape': (50000, 32, 32, 3), }")
                .endsWith(" \n");
    }

    @Test
    void read_encoded_givesItBack() throws Exception {
        for (NpyHeader header :
                List.of(
                        NpyHeader.of("<i8", 7),
                        NpyHeader.of(ArrayOrder.COLUMN_MAJOR, "|u1", 2, 3),
                        NpyHeader.of("<f4"))) {
            assertThat(read(header.encode())).isEqualTo(header);
        }
    }

    @Test
    void read_versionTwo_hasALongerLength() throws Exception {
        byte[] one = NpyHeader.of("|u1", 5).encode();
        byte[] two = new byte[one.length + 2];
        System.arraycopy(one, 0, two, 0, 10);
        two[6] = 2;
        System.arraycopy(one, 10, two, 12, one.length - 10);

        assertThat(read(two))
                .isEqualTo(new NpyHeader("|u1", List.of(5), ArrayOrder.ROW_MAJOR, two.length));
    }

    @Test
    void read_truncatedAnywhere_isRefused() {
        byte[] whole = NpyHeader.of("|u1", 5, 4).encode();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("at offset " + length);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'fortran_order': False, 'shape': (2,), };no valid 'descr'",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (-2,), };no valid 'shape'",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (9999999999,), };too long",
                "nonsense;no valid 'descr' in the header at offset 10"
            },
            quoteCharacter = '"')
    void read_wrongField_isRefused(String text, String reason) {
        byte[] header = header(text);
        assertThatThrownBy(() -> read(header))
                .isInstanceOf(NpyFormatException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void elements_overflow_isRefused() {
        NpyHeader header =
                new NpyHeader(
                        "|u1",
                        List.of(2_000_000_000, 2_000_000_000, 2_000_000_000),
                        ArrayOrder.ROW_MAJOR,
                        128);

        assertThatThrownBy(header::elements).isInstanceOf(NpyFormatException.class);
    }

    private static byte[] header(String text) {
        byte[] bytes = new byte[10 + text.length()];
        System.arraycopy(NpyHeader.of("|u1", 1).encode(), 0, bytes, 0, 8);
        bytes[8] = (byte) text.length();
        System.arraycopy(text.getBytes(ISO_8859_1), 0, bytes, 10, text.length());
        return bytes;
    }

    private static NpyHeader read(byte[] bytes) throws IOException {
        return NpyHeader.read(new ByteArrayInputStream(bytes));
    }
}
