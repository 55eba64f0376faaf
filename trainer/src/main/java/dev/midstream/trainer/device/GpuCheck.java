package dev.midstream.trainer.device;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import com.sun.jna.NativeLibrary;
import dev.midstream.engine.TensorFlowRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether TensorFlow can compute on a GPU, and what is missing if not. */
public final class GpuCheck {
    /** What TensorFlow 2.16 opens before it uses a GPU: the driver, CUDA 12 and cuDNN 8. */
    private static final List<String> LIBRARIES =
            List.of(
                    "libcuda.so.1",
                    "libcudart.so.12",
                    "libcublas.so.12",
                    "libcublasLt.so.12",
                    "libcufft.so.11",
                    "libcusolver.so.11",
                    "libcusparse.so.12",
                    "libcudnn.so.8");

    private static final String CUDA_NATIVES = "native/lib/libtensorflow_cc.so.2";
    private static final String LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";

    private GpuCheck() {}

    /** Whether this build holds TensorFlow for GPUs, or the user has named a TensorFlow. */
    public static boolean isExpected() {
        return GpuCheck.class.getClassLoader().getResource(CUDA_NATIVES) != null
                || System.getenv(LIBRARY_PATH) != null;
    }

    /**
     * Why TensorFlow cannot use a GPU here; empty if it can. Starts TensorFlow where its natives
     * are those for GPUs.
     */
    public static Optional<String> obstacle() {
        if (!isExpected()) {
            return Optional.of(
                    "this build holds TensorFlow for the CPU only. Build it with mvn -Pcuda");
        }
        TensorFlowRuntime.start();
        if (Engine.getEngine(TensorFlowRuntime.ENGINE).hasCapability(StandardCapabilities.CUDA)) {
            return Optional.empty();
        }
        List<String> missing = missing(LIBRARIES);
        return Optional.of(
                missing.isEmpty()
                        ? "TensorFlow finds none. See what nvidia-smi says"
                        : "there is no "
                                + String.join(", ", missing)
                                + ". Install the driver, CUDA 12 and cuDNN 8.9, or name their"
                                + " directories in LD_LIBRARY_PATH");
    }

    /** Those of the libraries that cannot be opened. */
    static List<String> missing(List<String> libraries) {
        List<String> missing = new ArrayList<>();
        for (String library : libraries) {
            try {
                NativeLibrary.getInstance(library).close();
            } catch (UnsatisfiedLinkError e) {
                missing.add(library);
            }
        }
        return missing;
    }
}
