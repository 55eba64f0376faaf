package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedJarsTest {
    @TempDir private Path directory;

    private Path target;

    @BeforeEach
    void createTarget() {
        target = directory.resolve("user");
    }

    @Test
    void unpack_jarWithTwoEngines_copiesBothByTheirContent() throws Exception {
        Path jar = directory.resolve("job.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            write(entries, "dev/midstream/job/engines/second.jar", "two");
            write(entries, "dev/midstream/job/engines/first.jar", "one");
            write(entries, "dev/midstream/job/engines/README", "none");
            write(entries, "dev/midstream/job/other.jar", "none");
        }

        List<Path> copies = new NestedJars(jar, target).unpack();

        assertThat(copies).hasSize(2).doesNotHaveDuplicates();
        assertThat(copies.get(0)).hasContent("one");
        assertThat(copies.get(1)).hasContent("two");
        assertThat(copies)
                .allSatisfy(copy -> assertThat(copy.getParent()).isEqualTo(target))
                .allSatisfy(
                        copy -> assertThat(copy.getFileName().toString()).startsWith("engine-"));
    }

    /** In application mode, Flink's URL of the job's jar is relative to the working directory. */
    @Test
    void path_relativeFileUrl_isBelowTheWorkingDirectory() throws Exception {
        assertThat(NestedJars.path(URI.create("file:usrlib/stream%20eval.jar").toURL()))
                .isEqualTo(Path.of("usrlib/stream eval.jar").toAbsolutePath());
        Path jar = directory.resolve("a job.jar");
        assertThat(NestedJars.path(jar.toUri().toURL())).isEqualTo(jar);
    }

    @Test
    void unpack_again_leavesNoFurtherCopies() throws Exception {
        NestedJars jars = new NestedJars(classes("tensorflow.jar"), target);

        assertThat(jars.unpack()).isEqualTo(jars.unpack());
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void unpack_noEngine_saysWhatToDo() throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));

        assertThatThrownBy(() -> new NestedJars(classes, target).unpack())
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(
                        "Cannot open a scoring engine: the job's jar carries none. Build the job"
                                + " with mvn package.");
    }

    private Path classes(String engine) throws Exception {
        Path classes = directory.resolve("classes");
        Path engines = Files.createDirectories(classes.resolve("dev/midstream/job/engines"));
        Files.writeString(engines.resolve(engine), "content");
        return classes;
    }

    private static void write(JarOutputStream jar, String name, String content) throws Exception {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }
}
