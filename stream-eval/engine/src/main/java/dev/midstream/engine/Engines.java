package dev.midstream.engine;

import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The engines on a class path. */
public final class Engines {
    private final List<ScoringEngine> engines;

    private Engines(List<ScoringEngine> engines) {
        this.engines = engines;
    }

    /** Returns the engines beside this class. */
    public static Engines installed() {
        return visibleTo(Engines.class.getClassLoader());
    }

    /** Returns these engines. */
    public static Engines of(ScoringEngine... engines) {
        return new Engines(List.of(engines));
    }

    /** Returns the engines that a class loader can see. */
    public static Engines visibleTo(ClassLoader loader) {
        return new Engines(
                ServiceLoader.load(ScoringEngine.class, loader).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }

    /**
     * Returns the engine for a model.
     *
     * @throws InvalidModelException if no engine can open models of its format
     */
    public ScoringEngine engineOf(ModelDirectory model) throws InvalidModelException {
        for (ScoringEngine engine : engines) {
            for (ModelFormat format : engine.formats()) {
                if (format.isOf(model.manifest())) {
                    return engine;
                }
            }
        }
        throw new InvalidModelException(
                "Cannot use model %s: no engine can open it. There is %s."
                        .formatted(model.path(), engines.isEmpty() ? "none" : describe()));
    }

    /**
     * Opens points of a model with the engine for it.
     *
     * @throws InvalidModelException if no engine can open it, or if it is not what its manifest
     *     says; the message says why in one line
     * @throws EngineStartException if the engine cannot run on this machine, or not as it is told
     */
    public Scorer open(ModelDirectory model, PointSelection points, Batching batching)
            throws InvalidModelException {
        require(model, batching);
        return engineOf(model).open(model, points, batching);
    }

    /**
     * Returns what computes some models: the GPU where a choice between both is left and the
     * engines of all of them can use it on this machine.
     *
     * @throws InvalidModelException if no engine can open one of them
     */
    public Processor processor(DeviceChoice device, List<ModelDirectory> models)
            throws InvalidModelException {
        if (device != DeviceChoice.AUTO) {
            return device == DeviceChoice.GPU ? Processor.GPU : Processor.CPU;
        }
        for (ModelDirectory model : models) {
            if (engineOf(model).obstacle(ScoringPrecision.FLOAT32, Processor.GPU).isPresent()) {
                return Processor.CPU;
            }
        }
        return Processor.GPU;
    }

    /**
     * Makes sure that the engine for a model can compute as it is told on this machine.
     *
     * @throws InvalidModelException if no engine can open it
     * @throws EngineStartException if its engine cannot; the message says in one line why and what
     *     to do
     */
    public void require(ModelDirectory model, Batching batching) throws InvalidModelException {
        Optional<String> obstacle =
                engineOf(model).obstacle(batching.precision(), batching.processor());
        if (obstacle.isPresent()) {
            throw new EngineStartException(
                    "Cannot score with %s: %s."
                            .formatted(model.manifest().getModelId(), obstacle.get()));
        }
    }

    private String describe() {
        return engines.stream()
                .map(
                        engine ->
                                engine.formats().stream()
                                        .map(ModelFormat::toString)
                                        .collect(
                                                Collectors.joining(
                                                        " and ", engine.name() + " for ", "")))
                .collect(Collectors.joining(", "));
    }
}
