package dev.midstream.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.storage.NativeFiles;
import dev.midstream.engine.storage.OwnDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts ONNX Runtime, which has one environment for the whole process.
 *
 * <p>Its libraries are those in the directory that the system property {@value #LIBRARY_PATH}
 * names. If it is not set, they are unpacked from the class path once per machine and version into
 * the {@link OwnDirectory}; ONNX Runtime itself would unpack them for every process.
 */
public final class OnnxRuntimeStart {
    static final String LIBRARY_PATH = "onnxruntime.native.path";

    private static final NativeFiles LIBRARIES =
            new NativeFiles(
                    "ai/onnxruntime/native/linux-%s/".formatted(architecture()),
                    List.of("libonnxruntime.so", "libonnxruntime4j_jni.so"),
                    OnnxRuntimeStart.class.getClassLoader());

    private OnnxRuntimeStart() {}

    private static String architecture() {
        String name = System.getProperty("os.arch", "");
        return name.equals("amd64") ? "x64" : name;
    }

    /** Returns the version of ONNX Runtime, after starting it. */
    public static String version() {
        return environment().getVersion();
    }

    /** Returns whether these libraries were built for NVIDIA's GPUs. */
    static boolean hasCuda() {
        // Asked of the libraries, which the start loads.
        OrtEnvironment unused = environment();
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    static synchronized OrtEnvironment environment() {
        try {
            // On other systems ONNX Runtime looks for its libraries by itself.
            if (System.getProperty(LIBRARY_PATH) == null && LIBRARIES.exist()) {
                Path directory =
                        LIBRARIES.unpackInto(
                                OwnDirectory.checked(), "onnxruntime-" + LIBRARIES.fingerprint());
                System.setProperty(LIBRARY_PATH, directory.toString());
            }
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(
                            OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "midstream");
            environment.setTelemetry(false);
            return environment;
        } catch (IOException | OrtException | LinkageError e) {
            throw new EngineStartException(
                    "Cannot start ONNX Runtime on %s %s: %s."
                            .formatted(
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch"),
                                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
                    e);
        }
    }
}
