package dev.midstream.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
    @TempDir private Path directory;

    @Test
    void replace_newAndExistingFile_hasTheLastContent() throws IOException {
        Path file = directory.resolve("state");
        DurableFile.replace(file, stream -> stream.write(new byte[] {1, 2}));
        assertThat(file).hasBinaryContent(new byte[] {1, 2});
        DurableFile.replace(file, stream -> stream.write(3));
        assertThat(file).hasBinaryContent(new byte[] {3});
        assertThat(files()).containsExactly("state");
    }

    @Test
    void replace_link_staysAndItsTargetIsReplaced() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        Path target = Files.write(other.resolve("state"), new byte[] {1});
        Path link = Files.createSymbolicLink(directory.resolve("state"), target);

        DurableFile.replace(link, stream -> stream.write(2));

        assertThat(link).isSymbolicLink();
        assertThat(target).hasBinaryContent(new byte[] {2});
    }

    @Test
    void replace_contentThatFails_oldFileIsIntactAndNothingElseIsLeft() throws IOException {
        Path file = directory.resolve("state");
        DurableFile.replace(file, stream -> stream.write(1));
        assertThatThrownBy(
                        () ->
                                DurableFile.replace(
                                        file,
                                        stream -> {
                                            stream.write(new byte[1 << 17]);
                                            throw new IOException("disk full");
                                        }))
                .hasMessage("disk full");
        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(files()).containsExactly("state");
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).toList().stream();
        }
    }
}
