package dev.midstream.engine.tensorflow;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.midstream.engine.EngineStartException;

/**
 * Environment variables that TensorFlow reads when it is loaded, set in this process where the user
 * did not set them. The JDK can only read the environment.
 */
final class EnvironmentDefaults {
    private static final int KEEP_EXISTING = 0;

    private EnvironmentDefaults() {}

    /**
     * Turns on oneDNN, which TensorFlow by itself uses on processors with AVX-512 only although it
     * is more than twice as fast with AVX2 too, and turns off the notices of a normal start. On a
     * GPU memory is taken as it is needed: the first session of a process decides that for all, and
     * it is DJL's own, whose options would take nearly the whole memory at once. Where TensorFlow
     * turns a graph into bfloat16 or float16, it leaves matrix products alone: the only ones of a
     * training step mix endpoints and compare them, and what they give are float32 weights, scales
     * of batch norms among them.
     */
    static void set() {
        Function setenv = NativeLibrary.getInstance("c").getFunction("setenv");
        set(setenv, "TF_ENABLE_ONEDNN_OPTS", "1");
        set(setenv, "TF_CPP_MIN_LOG_LEVEL", "1");
        set(setenv, "TF_FORCE_GPU_ALLOW_GROWTH", "true");
        set(setenv, "TF_AUTO_MIXED_PRECISION_GRAPH_REWRITE_ALLOWLIST_REMOVE", "MatMul");
    }

    private static void set(Function setenv, String name, String value) {
        int result = setenv.invokeInt(new Object[] {name, value, KEEP_EXISTING});
        if (result != 0) {
            throw new EngineStartException(
                    "Cannot start TensorFlow: setting the environment variable "
                            + name
                            + " failed.");
        }
    }
}
