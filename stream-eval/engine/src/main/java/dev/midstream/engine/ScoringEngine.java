package dev.midstream.engine;

import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.util.List;
import java.util.Optional;

/**
 * An engine that scores images with models: a plug-in that {@link Engines} finds.
 *
 * <p>A module adds an engine by a public class with a constructor without arguments, and by the
 * name of that class in {@code META-INF/services/dev.midstream.engine.ScoringEngine}.
 */
public interface ScoringEngine {
    /** Returns the engine's name in messages. */
    String name();

    /** Returns the formats of the models that this engine can open. */
    List<ModelFormat> formats();

    /**
     * Returns why this engine cannot compute in a precision on some processor of this machine, and
     * what to do, in a clause; empty if it can.
     */
    Optional<String> obstacle(ScoringPrecision precision, Processor processor);

    /**
     * Opens points of a model.
     *
     * @param model a model of one of the {@linkplain #formats() formats}, with verified checksums
     * @throws InvalidModelException if the model is not what its manifest says; the message says
     *     why in one line
     * @throws EngineStartException if the engine cannot run on this machine
     */
    Scorer open(ModelDirectory model, PointSelection points, Batching batching)
            throws InvalidModelException;
}
