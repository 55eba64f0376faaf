package dev.midstream.cli;

import dev.midstream.engine.DeviceChoice;
import dev.midstream.engine.PrecisionChoice;
import picocli.CommandLine.Option;

/** Options that say what computes scores, and in which number format. */
public final class ComputationOptions {
    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "float32",
            description =
                    "Number format of convolutions: float32; bf16, for SavedModels on a CPU with"
                            + " AMX or AVX512_BF16, whose figures are those of MODEL@bf16; or auto:"
                            + " bf16 for SavedModels if this machine is faster with it (AMX, or"
                            + " AVX512_BF16 by AMD). A job fails on a task manager that cannot"
                            + " (default: ${DEFAULT-VALUE}).")
    private PrecisionChoice precision = PrecisionChoice.FLOAT32;

    // The default is what the command's field holds.
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "cpu, gpu (SavedModels, with a build for GPUs), or auto: the GPU if this"
                            + " machine can use one for all models of --model. A job fails on a"
                            + " task manager that cannot (default: ${DEFAULT-VALUE}).")
    private DeviceChoice device;

    /** Creates the options of a command with its default of {@code --device}. */
    public ComputationOptions(DeviceChoice device) {
        this.device = device;
    }

    /** Returns the number format, as given. */
    public PrecisionChoice precision() {
        return precision;
    }

    /** Returns what computes, as given. */
    public DeviceChoice device() {
        return device;
    }
}
