package dev.midstream.offline.command;

import dev.midstream.cli.ComputationOptions;
import dev.midstream.engine.Batching;
import dev.midstream.engine.Engines;
import dev.midstream.engine.PrecisionRule;
import dev.midstream.engine.Processor;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.util.ArrayList;
import java.util.List;

/** Decides how models are run on this machine. */
final class ModelBatchings {
    private ModelBatchings() {}

    /**
     * How each of some models is run.
     *
     * @throws InvalidModelException if no engine can open one of them
     * @throws IllegalArgumentException if one cannot be run like that, with a message for the user
     */
    static List<Batching> of(
            ComputationOptions options, List<ModelDirectory> models, Engines engines)
            throws InvalidModelException {
        Processor processor = engines.processor(options.device(), models);
        PrecisionRule rule = options.precision().on(processor);
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
