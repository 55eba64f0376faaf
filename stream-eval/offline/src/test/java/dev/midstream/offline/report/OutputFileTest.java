package dev.midstream.offline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir private Path work;

    @Test
    void write_earlierFile_staysUntilTheNewOneIsComplete() throws Exception {
        Path file = Files.writeString(work.resolve("r.json"), "earlier");

        OutputFile.write(
                file,
                stream -> {
                    stream.write("la".getBytes(StandardCharsets.UTF_8));
                    stream.flush();
                    assertThat(file).hasContent("earlier");
                    assertThat(work.resolve("r.json.part")).hasContent("la");
                    stream.write("ter".getBytes(StandardCharsets.UTF_8));
                });

        assertThat(file).hasContent("later");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void write_contentFails_earlierFileStaysAlone() throws Exception {
        Path file = Files.writeString(work.resolve("r.json"), "earlier");

        assertThatThrownBy(
                        () ->
                                OutputFile.write(
                                        file,
                                        stream -> {
                                            stream.write(1);
                                            throw new IOException("It is raining.");
                                        }))
                .hasMessage("Cannot write %s: It is raining.", file);

        assertThat(file).hasContent("earlier");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void write_link_writesWhatItLeadsTo() throws Exception {
        Path directory = Files.createDirectory(work.resolve("elsewhere"));
        Path file = Files.writeString(directory.resolve("r.json"), "earlier");
        Path link = Files.createSymbolicLink(work.resolve("link.json"), file);

        OutputFile.write(link, stream -> stream.write('1'));

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("1");
    }

    @Test
    void write_device_isWrittenInPlace() throws Exception {
        Path full = Files.createSymbolicLink(work.resolve("full"), Path.of("/dev/full"));
        OutputFile.check(full);

        assertThatThrownBy(() -> OutputFile.write(full, stream -> stream.write(1)))
                .hasMessage("Cannot write %s: No space left on device.", full);
        assertThat(files()).containsExactly(full);
        assertThat(full).isSymbolicLink();
    }

    @Test
    void check_directory_isRefused() {
        assertThatThrownBy(() -> OutputFile.check(work))
                .hasMessage("Cannot write %s: it is a directory. Name a file.", work);
    }

    /** Not even root writes to the files of the running Java. */
    @Test
    void check_readOnlyFile_isRefused() {
        Path file = Path.of(URI.create("jrt:/java.base/module-info.class"));

        assertThatThrownBy(() -> OutputFile.check(file))
                .hasMessage(
                        "Cannot write %s: it is read-only. Name another file, or change its"
                                + " permissions.",
                        file);
    }

    @Test
    void check_noDirectory_isRefused() {
        assertThatThrownBy(() -> OutputFile.check(work.resolve("none/r.json")))
                .hasMessage(
                        "Cannot write %s: %s is no directory that can be written to. Create it"
                                + " first.",
                        work.resolve("none/r.json"), work.resolve("none"));
    }

    private Path[] files() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.toArray(Path[]::new);
        }
    }
}
