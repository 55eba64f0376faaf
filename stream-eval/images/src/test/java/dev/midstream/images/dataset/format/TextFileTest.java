package dev.midstream.images.dataset.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.DatasetException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat\ncafé\ndog\n",
                "\ufeffcat\ncafé\ndog\n",
                "cat\r\ncafé\r\ndog",
                "\ufeffcat\r\n\r\n café \r\ndog\r\n",
                "cat\rcafé\rdog\r"
            })
    void lines_asPeopleWriteThem_areTheSame(String content) throws Exception {
        assertThat(TextFile.lines(write(content, UTF_8))).containsExactly("cat", "café", "dog");
    }

    @Test
    void lines_empty_areNone() throws Exception {
        assertThat(TextFile.lines(write("\ufeff\r\n", UTF_8))).isEmpty();
    }

    @Test
    void lines_latin1_namesFileLineAndByte() throws Exception {
        Path file = write("cat\r\ncafé\r\n", ISO_8859_1);

        assertThatThrownBy(() -> TextFile.lines(file))
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        "Cannot read "
                                + file
                                + ": line 2 is not UTF-8 (byte E9 at offset 8). Save it as UTF-8.");
    }

    @Test
    void lines_cutOffWithinACharacter_namesTheByte() throws Exception {
        Path file =
                Files.write(directory.resolve("names.txt"), new byte[] {'a', '\n', (byte) 0xc3});

        assertThatThrownBy(() -> TextFile.lines(file))
                .hasMessageContaining(": line 2 is not UTF-8 (byte C3 at offset 2). ");
    }

    private Path write(String content, Charset charset) throws Exception {
        return Files.write(directory.resolve("names.txt"), content.getBytes(charset));
    }
}
