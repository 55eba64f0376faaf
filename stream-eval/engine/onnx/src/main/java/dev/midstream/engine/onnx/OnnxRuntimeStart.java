package dev.midstream.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.midstream.engine.EngineStartException;

/** Starts ONNX Runtime, which unpacks its library and has one environment for the whole process. */
public final class OnnxRuntimeStart {
    private OnnxRuntimeStart() {}

    /** Returns the version of ONNX Runtime, after starting it. */
    public static String version() {
        return environment().getVersion();
    }

    static OrtEnvironment environment() {
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(
                            OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "midstream");
            environment.setTelemetry(false);
            return environment;
        } catch (OrtException | LinkageError e) {
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
