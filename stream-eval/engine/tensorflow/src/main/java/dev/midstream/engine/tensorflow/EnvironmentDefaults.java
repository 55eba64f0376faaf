package dev.midstream.engine.tensorflow;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.midstream.engine.EngineStartException;

/**
 * Defaults of the environment variables that TensorFlow reads when it is loaded. They are set in
 * this process by the C library, since the JDK can only read the environment.
 */
final class EnvironmentDefaults {
    private static final int KEEP_EXISTING = 0;

    private EnvironmentDefaults() {}

    /**
     * Sets the variables that the user has not set.
     *
     * <ul>
     *   <li>oneDNN is on. By default, TensorFlow uses it only on processors with AVX-512, although
     *       it is more than twice as fast with AVX2 too.
     *   <li>The log messages of a normal start are off.
     *   <li>GPU memory is allocated as needed. The first session of a process decides this for all,
     *       and that session is DJL's own, which would allocate nearly all memory.
     *   <li>Matrix products are not converted to bfloat16 or float16. The only ones in a training
     *       step mix and compare endpoints, and their results are float32 weights, including the
     *       scales of batch norms.
     * </ul>
     */
    static void set() {
        Function setenv = NativeLibrary.getInstance("c").getFunction("setenv");
        set(setenv, "TF_ENABLE_ONEDNN_OPTS", "1");
        set(setenv, "TF_CPP_MIN_LOG_LEVEL", "1");
        set(setenv, "TF_FORCE_GPU_ALLOW_GROWTH", "true");
        set(setenv, "TF_AUTO_MIXED_PRECISION_GRAPH_REWRITE_ALLOWLIST_REMOVE", "MatMul");
    }

    /**
     * Lets GPUs compute float32 in float32 where the user has not decided: by default they round
     * factors to TensorFloat-32, with 10 bits of fraction.
     */
    static void setExactOnGpu() {
        set(NativeLibrary.getInstance("c").getFunction("setenv"), "NVIDIA_TF32_OVERRIDE", "0");
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
