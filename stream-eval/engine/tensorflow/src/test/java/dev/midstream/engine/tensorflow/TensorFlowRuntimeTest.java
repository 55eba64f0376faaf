package dev.midstream.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.midstream.engine.EngineStartException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TensorFlowRuntimeTest {
    @Test
    void versions_always_nameTensorFlowAndDjl() {
        assertThat(TensorFlowRuntime.versions())
                .containsEntry("tensorflow", NativeLibraries.TENSORFLOW_VERSION)
                .containsKeys("djl", "javacpp");
    }

    @Test
    void start_noThreads_saysSo() {
        assertThatThrownBy(() -> TensorFlowRuntime.start(0))
                .hasMessage("Cannot start TensorFlow: intra-op threads must be at least 1, not 0.");
    }

    /** What TensorFlow reads; the JDK's copy of the environment is older. */
    @ParameterizedTest
    @CsvSource({
        "TF_ENABLE_ONEDNN_OPTS, 1",
        "TF_CPP_MIN_LOG_LEVEL, 1",
        "TF_FORCE_GPU_ALLOW_GROWTH, true"
    })
    void start_variableThatTheUserDidNotSet_isSet(String variable, String value) {
        TensorFlowRuntime.start();
        Function getenv = NativeLibrary.getInstance("c").getFunction("getenv");
        String expected = System.getenv().getOrDefault(variable, value);
        assertThat(getenv.invokeString(new Object[] {variable}, false)).isEqualTo(expected);
    }

    @Test
    void unpack_bothFlavoursOnTheClassPath_cuda(@TempDir Path base) throws Exception {
        for (String folder : List.of("org/tensorflow/internal/c_api/linux-x86_64", "native/lib")) {
            Path classes = Files.createDirectories(base.resolve("classes").resolve(folder));
            for (String name :
                    List.of(
                            "libtensorflow_framework.so.2",
                            "libtensorflow_cc.so.2",
                            "libjnitensorflow.so")) {
                Files.writeString(classes.resolve(name), folder);
            }
        }
        URL[] path = {base.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, null)) {
            Path directory = NativeLibraries.unpackInto(base.resolve("natives"), loader);
            assertThat(directory).hasFileName("tensorflow-2.16.1-cu121");
            assertThat(directory.resolve("libtensorflow_cc.so.2")).hasContent("native/lib");
        }
    }

    @Test
    void unpack_noLibrariesOnTheClassPath_namesTheWayOut(@TempDir Path base) throws Exception {
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            assertThatThrownBy(() -> NativeLibraries.unpackInto(base, empty))
                    .isInstanceOf(EngineStartException.class)
                    .hasMessageContaining("Set TENSORFLOW_LIBRARY_PATH to a directory");
        }
    }

    @Test
    void unpack_twiceAndAfterLoss_leavesOneCompleteDirectory(@TempDir Path base) throws Exception {
        Path classes = base.resolve("classes/org/tensorflow/internal/c_api/linux-x86_64");
        Files.createDirectories(classes);
        Files.write(classes.resolve("libtensorflow_framework.so.2"), new byte[] {1});
        Files.write(classes.resolve("libtensorflow_cc.so.2"), new byte[] {2, 2});
        Files.write(classes.resolve("libjnitensorflow.so"), new byte[] {3, 3, 3});
        Path target = base.resolve("natives");
        URL[] path = {base.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, null)) {
            Path directory = NativeLibraries.unpackInto(target, loader);
            assertThat(directory).isEqualTo(target.resolve("tensorflow-2.16.1-cpu"));
            assertThat(directory.resolve("libjnitensorflow.so"))
                    .hasBinaryContent(new byte[] {3, 3, 3});
            var unpackedAt = Files.getLastModifiedTime(directory.resolve("libjnitensorflow.so"));
            assertThat(NativeLibraries.unpackInto(target, loader)).isEqualTo(directory);
            assertThat(Files.getLastModifiedTime(directory.resolve("libjnitensorflow.so")))
                    .isEqualTo(unpackedAt);
            Files.delete(directory.resolve("libtensorflow_cc.so.2"));
            NativeLibraries.unpackInto(target, loader);
            assertThat(directory.resolve("libtensorflow_cc.so.2"))
                    .hasBinaryContent(new byte[] {2, 2});
        }
        try (Stream<Path> entries = Files.list(target)) {
            assertThat(entries).containsExactly(target.resolve("tensorflow-2.16.1-cpu"));
        }
    }
}
