package dev.midstream.trainer.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassNamesTest {
    @TempDir private Path directory;

    @Test
    void of_noFile_areNumbers() {
        assertThat(ClassNames.of(Optional.empty(), 3)).containsExactly("0", "1", "2");
    }

    @Test
    void of_file_areItsLines() throws Exception {
        Path file = Files.writeString(directory.resolve("classes.txt"), "cat\r\ncafé\r\n");

        assertThat(ClassNames.of(Optional.of(file), 2)).containsExactly("cat", "café");
    }

    @Test
    void of_otherNumberOfNames_isRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("classes.txt"), "cat\ndog\n");

        assertThatThrownBy(() -> ClassNames.of(Optional.of(file), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid --classes: %s names 2 classes, but the model has 3.", file);
    }
}
