package dev.midstream.offline.command;

import dev.midstream.engine.Batching;
import dev.midstream.engine.DeviceChoice;
import dev.midstream.engine.Engines;
import dev.midstream.engine.PrecisionChoice;
import dev.midstream.engine.PrecisionRule;
import dev.midstream.engine.Processor;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that say what computes, and in which number format. */
final class ComputationOptions {
    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "float32",
            description =
                    "Number format of convolutions: float32; bf16, for SavedModels on a CPU with"
                            + " AMX or AVX512_BF16, whose figures are those of MODEL@bf16; or auto:"
                            + " bf16 for SavedModels if this machine has AMX (default:"
                            + " ${DEFAULT-VALUE}).")
    private PrecisionChoice precision = PrecisionChoice.FLOAT32;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description =
                    "cpu, gpu, or auto: the GPU if all models are SavedModels, this build is for"
                            + " GPUs, and one can be used (default: ${DEFAULT-VALUE}).")
    private DeviceChoice device = DeviceChoice.AUTO;

    /**
     * How each of some models is run.
     *
     * @throws InvalidModelException if no engine can open one of them
     * @throws IllegalArgumentException if one cannot be run like that, with a message for the user
     */
    List<Batching> of(List<ModelDirectory> models) throws InvalidModelException {
        Engines engines = Engines.installed();
        boolean gpu = device != DeviceChoice.CPU;
        if (device == DeviceChoice.AUTO) {
            for (ModelDirectory model : models) {
                gpu =
                        gpu
                                && engines.engineOf(model)
                                        .obstacle(ScoringPrecision.FLOAT32, Processor.GPU)
                                        .isEmpty();
            }
        }
        Processor processor = gpu ? Processor.GPU : Processor.CPU;
        PrecisionRule rule = precision.on(processor);
        List<Batching> batchings = new ArrayList<>();
        for (ModelDirectory model : models) {
            Batching batching =
                    // Workers keep all processors busy: more threads for one operation are slower.
                    new Batching(
                            Batching.defaultBatchSize(processor),
                            1,
                            rule.of(model.manifest()),
                            processor);
            engines.require(model, batching);
            batchings.add(batching);
        }
        return batchings;
    }
}
