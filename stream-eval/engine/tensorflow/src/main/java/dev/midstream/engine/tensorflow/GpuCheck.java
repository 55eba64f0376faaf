package dev.midstream.engine.tensorflow;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import com.sun.jna.NativeLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Determines whether TensorFlow can compute on a GPU, and what is missing if not. */
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

    /**
     * Why TensorFlow cannot use a GPU.
     *
     * @param cause what is missing
     * @param remedy what to do about it
     */
    public record Obstacle(String cause, String remedy) {}

    /** Whether this build contains TensorFlow for GPUs, or the user has named a TensorFlow. */
    public static boolean isExpected() {
        return GpuCheck.class.getClassLoader().getResource(CUDA_NATIVES) != null
                || System.getenv(LIBRARY_PATH) != null;
    }

    /**
     * Why TensorFlow cannot use a GPU here; empty if it can. Starts TensorFlow if its natives are
     * those for GPUs.
     */
    public static Optional<Obstacle> obstacle() {
        if (!isExpected()) {
            return Optional.of(ofCpuBuild(missing(LIBRARIES)));
        }
        TensorFlowRuntime.start();
        if (Engine.getEngine(TensorFlowRuntime.ENGINE).hasCapability(StandardCapabilities.CUDA)) {
            return Optional.empty();
        }
        return Optional.of(ofGpuBuild(missing(LIBRARIES)));
    }

    /** The obstacle if TensorFlow is built for the CPU and libraries are missing. */
    static Obstacle ofCpuBuild(List<String> missing) {
        String build = "build it with mvn -Pcuda";
        return new Obstacle(
                "this build contains TensorFlow for the CPU only",
                missing.isEmpty()
                        ? build
                        : build
                                + " and install what is missing here, "
                                + String.join(", ", missing));
    }

    /** The obstacle if TensorFlow is built for GPUs and libraries are missing. */
    static Obstacle ofGpuBuild(List<String> missing) {
        return missing.isEmpty()
                ? new Obstacle("TensorFlow finds none", "see what nvidia-smi says")
                : new Obstacle(
                        "TensorFlow cannot open " + String.join(", ", missing),
                        "install the driver, CUDA 12 and cuDNN 8.9, or name their directories in"
                                + " LD_LIBRARY_PATH");
    }

    /** The libraries that cannot be opened. */
    public static List<String> missing(List<String> libraries) {
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
