package dev.midstream.job.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.job.engine.NestedJars.Part;
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
            write(entries, "dev/midstream/job/engines/own/second.jar", "two");
            write(entries, "dev/midstream/job/engines/own/first.jar", "one");
            write(entries, "dev/midstream/job/engines/own/README", "none");
            write(entries, "dev/midstream/job/other.jar", "none");
            write(entries, "dev/midstream/job/engines/libraries/third.jar", "none");
        }

        List<Path> copies = new NestedJars(jar, Part.OWN, target).unpack();

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
        NestedJars jars = new NestedJars(classes("tensorflow.jar"), Part.OWN, target);

        assertThat(jars.unpack()).isEqualTo(jars.unpack());
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void unpack_noEngine_saysWhatToDo() throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));

        assertThatThrownBy(() -> new NestedJars(classes, Part.OWN, target).unpack())
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(
                        "Cannot open a scoring engine: the job's jar carries none. Build the job"
                                + " with mvn package.");
    }

    @Test
    void contentHash_ofAJarAndOfItsFiles_theSameAndOfTheContentAlone() throws Exception {
        Path jar = directory.resolve("job.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            write(entries, "dev/midstream/job/engines/own/tensorflow.jar", "content");
            write(entries, "dev/midstream/job/engines/libraries/tensorflow.jar", "others");
        }
        NestedJars own = new NestedJars(jar, Part.OWN, target);

        assertThat(own.contentHash())
                .hasSize(16)
                .isEqualTo(
                        new NestedJars(classes("tensorflow.jar"), Part.OWN, target).contentHash())
                .isNotEqualTo(new NestedJars(jar, Part.LIBRARIES, target).contentHash());
    }

    @Test
    void libraries_otherOnesAreLoadedAlready_refusedWithWhatToDo() throws Exception {
        Object before = System.getProperties().get("dev.midstream.engine.classloader");
        NestedJars jars = new NestedJars(classes("tensorflow.jar"), Part.OWN, target);
        ClassLoader parent = NestedJarsTest.class.getClassLoader();
        System.getProperties().remove("dev.midstream.engine.classloader");
        try {
            ClassLoader loaded = EngineLoaders.libraries(jars, parent);
            assertThat(EngineLoaders.libraries(jars, parent)).isSameAs(loaded);
            NestedJars others = new NestedJars(classes("onnx.jar"), Part.OWN, target);

            assertThatThrownBy(() -> EngineLoaders.libraries(others, parent))
                    .hasMessage(
                            "Cannot open a scoring engine: this TaskManager has loaded the"
                                    + " engines' libraries of another stream-eval.jar"
                                    + " (midstream-engines-"
                                    + jars.contentHash()
                                    + ", not midstream-engines-"
                                    + others.contentHash()
                                    + "), and a process can load them once only. Restart the"
                                    + " TaskManagers.");
        } finally {
            System.getProperties().remove("dev.midstream.engine.classloader");
            if (before != null) {
                System.getProperties().put("dev.midstream.engine.classloader", before);
            }
        }
    }

    private Path classes(String engine) throws Exception {
        Path classes = directory.resolve("classes-" + engine);
        Path engines = Files.createDirectories(classes.resolve("dev/midstream/job/engines/own"));
        Files.writeString(engines.resolve(engine), "content");
        return classes;
    }

    private static void write(JarOutputStream jar, String name, String content) throws Exception {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }
}
