package dev.midstream.engine.tensorflow;

import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.storage.NativeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/**
 * The native libraries of TensorFlow, unpacked from the class path once per machine, version and
 * flavour. Loading two copies would abort the JVM.
 */
final class NativeLibraries {
    static final String TENSORFLOW_VERSION = "2.16.1";

    private static final List<String> LINUX_NAMES =
            List.of("libtensorflow_framework.so.2", "libtensorflow_cc.so.2", "libjnitensorflow.so");
    private static final List<String> MAC_NAMES =
            List.of(
                    "libtensorflow_framework.2.dylib",
                    "libtensorflow_cc.2.dylib",
                    "libjnitensorflow.dylib");
    private static final String CPU_FOLDER = "org/tensorflow/internal/c_api/%s/";
    private static final String CUDA_FOLDER = "native/lib/";

    private NativeLibraries() {}

    /**
     * Unpacks the libraries to a subdirectory of {@code base}, unless that has been done before.
     *
     * @return the directory of the libraries
     */
    static Path unpackInto(Path base, ClassLoader classPath) throws IOException {
        // CUDA first: it is only there if the user has added it to the default.
        NativeFiles cuda = cuda(classPath);
        String flavour = cuda.exist() ? "cu121" : "cpu";
        return (cuda.exist() ? cuda : cpu(classPath))
                .unpackInto(base, "tensorflow-" + TENSORFLOW_VERSION + "-" + flavour);
    }

    /** Unpacks the libraries to {@code base/name}, unless that has been done before. */
    static void unpackTo(Path base, String name, ClassLoader classPath) throws IOException {
        NativeFiles cuda = cuda(classPath);
        (cuda.exist() ? cuda : cpu(classPath)).unpackInto(base, name);
    }

    private static NativeFiles cuda(ClassLoader classPath) {
        return new NativeFiles(CUDA_FOLDER, LINUX_NAMES, classPath);
    }

    private static NativeFiles cpu(ClassLoader classPath) {
        NativeFiles cpu = cpu(Loader.Detector.getPlatform(), classPath);
        if (!cpu.exist()) {
            throw new EngineStartException(
                    "Cannot start TensorFlow: its native libraries for "
                            + System.getProperty("os.name")
                            + " "
                            + System.getProperty("os.arch")
                            + " are not on the class path. Set TENSORFLOW_LIBRARY_PATH to a"
                            + " directory that holds "
                            + String.join(", ", cpu.names())
                            + ".");
        }
        return cpu;
    }

    /**
     * The libraries for the CPU, as TensorFlow's Java project publishes them.
     *
     * @param platform in JavaCPP's words, such as {@code linux-x86_64} or {@code macosx-arm64}
     */
    static NativeFiles cpu(String platform, ClassLoader classPath) {
        return new NativeFiles(
                CPU_FOLDER.formatted(platform),
                platform.startsWith("macosx") ? MAC_NAMES : LINUX_NAMES,
                classPath);
    }
}
