package dev.midstream.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the examples of RFC 1321 and FIPS 180-4. */
class DigestsTest {

    @Test
    void md5_file_isThatOfTheExample(@TempDir Path directory) throws Exception {
        assertThat(Digests.md5(Files.writeString(directory.resolve("abc"), "abc")))
                .isEqualTo("900150983cd24fb0d6963f7d28e17f72");
    }

    @Test
    void sha256_example_startsAsPublished() {
        byte[] digest = Digests.sha256().digest(new byte[] {'a', 'b', 'c'});

        assertThat(HexFormat.of().formatHex(digest)).startsWith("ba7816bf8f01cfea");
    }
}
