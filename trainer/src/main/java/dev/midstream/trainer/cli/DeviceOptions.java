package dev.midstream.trainer.cli;

import dev.midstream.engine.DeviceChoice;
import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.Processor;
import dev.midstream.engine.tensorflow.GpuCheck;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.execution.Precision;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Options that choose what computes. */
public final class DeviceOptions {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description =
                    "cpu, gpu, or auto: the GPU if this build is for GPUs and can use one (default:"
                            + " ${DEFAULT-VALUE}).")
    private DeviceChoice device = DeviceChoice.AUTO;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Threads of one operation on the CPU; 0 is one per processor (default:"
                            + " ${DEFAULT-VALUE}).")
    private int threads;

    /** The device, as given. */
    public DeviceChoice device() {
        return device;
    }

    /** Threads of one operation, as given. */
    public int threads() {
        return threads;
    }

    /**
     * Makes sure that the number of threads is possible.
     *
     * @throws IllegalArgumentException if not, with a message that says how
     */
    public void check() {
        Object unused = new Execution(Precision.FLOAT32, threads);
    }

    /**
     * Starts TensorFlow with the threads asked for, before anything else starts it: all sessions of
     * a process share them.
     */
    public void startTensorFlow() {
        if (threads > 0) {
            TensorFlowRuntime.start(threads);
        } else {
            TensorFlowRuntime.start();
        }
    }

    /**
     * The execution in float32.
     *
     * @param notes receives why a build for GPUs computes on the CPU
     * @throws EngineStartException if a GPU was asked for and cannot be used
     */
    public Execution execution(Consumer<String> notes) {
        Processor processor = device == DeviceChoice.CPU ? Processor.CPU : gpuOrElse(notes);
        return new Execution(Precision.FLOAT32, threads, processor);
    }

    private Processor gpuOrElse(Consumer<String> notes) {
        Optional<GpuCheck.Obstacle> obstacle = GpuCheck.obstacle();
        if (obstacle.isEmpty()) {
            return Processor.GPU;
        }
        if (device == DeviceChoice.GPU) {
            throw unusable(obstacle.get());
        }
        if (GpuCheck.isExpected()) {
            notes.accept("Computing on the CPU: " + obstacle.get().cause() + ".");
        }
        return Processor.CPU;
    }

    /** The error of a GPU that was asked for. */
    public static EngineStartException unusable(GpuCheck.Obstacle obstacle) {
        return new EngineStartException(
                "Cannot use a GPU: "
                        + obstacle.cause()
                        + ". To use one, "
                        + obstacle.remedy()
                        + "; or else use --device cpu and --precision float32.");
    }
}
