package dev.midstream.trainer.graph;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/**
 * Settings that TensorFlow reads from the environment when it is loaded. Those that the user has
 * set are left alone.
 */
public final class Acceleration {
    private static final int KEEP_EXISTING = 0;

    private Acceleration() {}

    /**
     * Turns on oneDNN, which TensorFlow by default uses on processors with AVX-512 only although it
     * trains more than twice as fast with AVX2 too, and turns off the notices that TensorFlow
     * prints when it starts. Has no effect once TensorFlow is loaded.
     */
    public static void enable() {
        Function setVariable = NativeLibrary.getInstance("c").getFunction("setenv");
        set(setVariable, "TF_ENABLE_ONEDNN_OPTS", "1");
        set(setVariable, "TF_CPP_MIN_LOG_LEVEL", "1");
    }

    private static void set(Function setVariable, String name, String value) {
        int result = setVariable.invokeInt(new Object[] {name, value, KEEP_EXISTING});
        if (result != 0) {
            throw new IllegalStateException("Cannot set the environment variable " + name);
        }
    }
}
