package dev.midstream.trainer.train;

import dev.midstream.engine.Bfloat16Settings;
import dev.midstream.engine.DeviceChoice;
import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.Processor;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.engine.tensorflow.GpuCheck;
import dev.midstream.trainer.cli.DeviceOptions;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.execution.Precision;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.network.Parameters;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that choose the device and the number format. */
final class ExecutionOptions {
    private static final int CHANNELS_A_BLOCK = 16;

    @Mixin private DeviceOptions deviceOptions = new DeviceOptions();

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "auto",
            description =
                    "Number format of convolutions: float32; bf16 on a CPU, fast with AMX or with"
                            + " AVX512_BF16 by AMD, slow without; mixed (float16) on a GPU; or"
                            + " auto: bf16 on a CPU that is fast with it if all channels come in"
                            + " sixteens, float32 elsewhere. Weights stay float32 (default:"
                            + " ${DEFAULT-VALUE}).")
    private Format precision = Format.AUTO;

    /** A precision, or the one that suits processor and network. */
    enum Format {
        AUTO,
        FLOAT32,
        BF16,
        MIXED;

        Precision precision() {
            return switch (this) {
                case AUTO, FLOAT32 -> Precision.FLOAT32;
                case BF16 -> Precision.BF16;
                case MIXED -> Precision.MIXED;
            };
        }
    }

    /**
     * The requested execution, which may not be available.
     *
     * @throws IllegalArgumentException if options contradict each other, with a message that says
     *     how
     */
    Execution requested() {
        boolean gpu =
                device() == DeviceChoice.GPU
                        || (device() == DeviceChoice.AUTO && precision == Format.MIXED);
        return on(gpu ? Processor.GPU : Processor.CPU);
    }

    /**
     * The execution that will be used.
     *
     * @param layout of the network that is trained
     * @param notes receives the differences from what was requested
     * @throws EngineStartException if a GPU was requested and cannot be used, or bf16 is turned off
     */
    Execution resolved(ParameterLayout layout, Consumer<String> notes) {
        Execution execution = available(notes);
        if (precision == Format.BF16 && ScoringPrecision.BF16.isFast() && !fillsBlocks(layout)) {
            notes.accept(
                    "Channels of this network do not come in sixteens: bf16 takes several times as"
                            + " long as float32.");
        }
        boolean brainFloat =
                precision == Format.AUTO
                        && execution.processor() == Processor.CPU
                        && ScoringPrecision.BF16.isFast()
                        && fillsBlocks(layout);
        return brainFloat ? execution.in(Precision.BF16) : execution;
    }

    /** Otherwise the record of the run would say bf16, and its weights would be float32's. */
    private static void requireBfloat16() {
        Bfloat16Settings.obstacle()
                .ifPresent(
                        obstacle -> {
                            throw new EngineStartException(
                                    "Cannot train in bf16: " + obstacle + ".");
                        });
    }

    /**
     * Whether the channels of every norm fill oneDNN's blocks of 16. If they do not, a step takes
     * several times as long in bfloat16 as in float32.
     */
    private static boolean fillsBlocks(ParameterLayout layout) {
        return layout.modules().stream()
                .filter(Parameters.ScaleAndShift.class::isInstance)
                .map(Parameters.ScaleAndShift.class::cast)
                .allMatch(norm -> norm.channels() % CHANNELS_A_BLOCK == 0);
    }

    private Execution available(Consumer<String> notes) {
        if (precision == Format.BF16) {
            requireBfloat16();
        }
        if (precision == Format.BF16 && !ScoringPrecision.BF16.isFast()) {
            notes.accept(
                    "This processor has neither AMX nor AVX512_BF16 by AMD: bf16 is slower than"
                            + " float32, which serves to try out its effect.");
        }
        if (device() == DeviceChoice.CPU
                || (device() == DeviceChoice.AUTO && precision == Format.BF16)) {
            return requested();
        }
        Optional<GpuCheck.Obstacle> obstacle = GpuCheck.obstacle();
        if (obstacle.isEmpty()) {
            return on(Processor.GPU);
        }
        if (device() == DeviceChoice.GPU || precision == Format.MIXED) {
            throw DeviceOptions.unusable(obstacle.get());
        }
        notes.accept("Training on the CPU: " + obstacle.get().cause() + ".");
        return requested();
    }

    private DeviceChoice device() {
        return deviceOptions.device();
    }

    /** Starts TensorFlow with the threads asked for, before anything else starts it. */
    void startTensorFlow() {
        deviceOptions.startTensorFlow();
    }

    private Execution on(Processor processor) {
        return new Execution(precision.precision(), deviceOptions.threads(), processor);
    }
}
