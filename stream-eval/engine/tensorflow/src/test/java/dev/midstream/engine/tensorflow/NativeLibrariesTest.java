package dev.midstream.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.storage.NativeFiles;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibrariesTest {
    private static final List<String> NAMES =
            List.of("libtensorflow_framework.so.2", "libtensorflow_cc.so.2", "libjnitensorflow.so");

    @TempDir private Path directory;

    @Test
    void unpackTo_newDirectory_holdsTheLibrariesOfTheClassPath() throws Exception {
        Path natives = directory.resolve("natives");
        try (URLClassLoader classPath = classPath()) {
            NativeLibraries.unpackTo(directory, "natives", classPath);
        }
        for (String name : NAMES) {
            assertThat(natives.resolve(name)).hasContent("library " + name);
        }
    }

    @Test
    void unpackTo_classPathWithoutLibraries_saysSo() throws Exception {
        try (URLClassLoader classPath = new URLClassLoader(new URL[0], null)) {
            assertThatThrownBy(() -> NativeLibraries.unpackTo(directory, "natives", classPath))
                    .isInstanceOf(EngineStartException.class)
                    .hasMessageContaining("are not on the class path");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "linux-x86_64, libtensorflow_cc.so.2",
        "macosx-arm64, libtensorflow_cc.2.dylib",
        "macosx-x86_64, libtensorflow_cc.2.dylib"
    })
    void cpu_platform_namesItsLibraries(String platform, String library) throws Exception {
        Path root = Files.createDirectory(directory.resolve("class-path"));
        try (URLClassLoader classPath =
                new URLClassLoader(new URL[] {root.toUri().toURL()}, null)) {
            NativeFiles files = NativeLibraries.cpu(platform, classPath);
            assertThat(files.names()).contains(library);
            assertThat(files.exist()).isFalse();
            Path folder =
                    Files.createDirectories(
                            root.resolve("org/tensorflow/internal/c_api").resolve(platform));
            for (String name : files.names()) {
                Files.writeString(folder.resolve(name), platform);
            }
            assertThat(files.exist()).isTrue();
        }
    }

    private URLClassLoader classPath() throws Exception {
        Path root = directory.resolve("class-path");
        Path folder =
                Files.createDirectories(root.resolve("org/tensorflow/internal/c_api/linux-x86_64"));
        for (String name : NAMES) {
            Files.writeString(folder.resolve(name), "library " + name);
        }
        return new URLClassLoader(new URL[] {root.toUri().toURL()}, null);
    }
}
