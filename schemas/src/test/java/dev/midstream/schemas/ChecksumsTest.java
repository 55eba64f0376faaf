package dev.midstream.schemas;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the example of FIPS 180-4, the checksum of "abc". */
class ChecksumsTest {

    private static final byte[] ABC = "abc".getBytes(US_ASCII);
    private static final String EXPECTED =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void sha256_bytes_isThePublishedExample() {
        assertThat(Checksums.sha256(ABC)).isEqualTo(EXPECTED);
        assertThat(HexFormat.of().formatHex(Checksums.sha256Bytes(ABC))).isEqualTo(EXPECTED);
    }

    @Test
    void sha256_parts_isThatOfTheWhole() {
        assertThat(Checksums.sha256(List.of(new byte[] {'a'}, new byte[0], new byte[] {'b', 'c'})))
                .isEqualTo(EXPECTED);
    }

    @Test
    void sha256_file_isThatOfItsContent(@TempDir Path directory) throws Exception {
        assertThat(Checksums.sha256(Files.write(directory.resolve("abc"), ABC)))
                .isEqualTo(EXPECTED);
    }

    @Test
    void copying_stream_copiesAllOfIt() throws Exception {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        assertThat(Checksums.copying(new ByteArrayInputStream(ABC), copy)).isEqualTo(EXPECTED);
        assertThat(copy.toByteArray()).isEqualTo(ABC);
    }
}
