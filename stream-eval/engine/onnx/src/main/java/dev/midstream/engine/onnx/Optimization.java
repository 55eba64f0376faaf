package dev.midstream.engine.onnx;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.midstream.ModelManifest;
import dev.midstream.schemas.model.InvalidModelException;
import java.util.Locale;

/**
 * How far ONNX Runtime rewrites a graph. Which level is faster depends on the model, and levels
 * round differently; so it is chosen once, when a model is adopted, and recorded in its manifest.
 */
public enum Optimization {
    /** Also changes the layout of tensors to suit the processor. */
    ALL(OptLevel.ALL_OPT),
    /** Removes and fuses nodes. */
    EXTENDED(OptLevel.EXTENDED_OPT);

    /** The engine option of a manifest that says which. */
    public static final String OPTION = "onnx.optimization";

    private final OptLevel level;

    Optimization(OptLevel level) {
        this.level = level;
    }

    OptLevel level() {
        return level;
    }

    /**
     * Returns the level that a manifest says, {@link #ALL} if none.
     *
     * @throws InvalidModelException if it says another
     */
    public static Optimization of(ModelManifest manifest) throws InvalidModelException {
        String name = manifest.getEngineOptions().getOrDefault(OPTION, ALL.toString());
        for (Optimization optimization : values()) {
            if (optimization.toString().equals(name)) {
                return optimization;
            }
        }
        throw new InvalidModelException(
                "Cannot use model %s: its %s is %s, not all or extended. Adopt it again."
                        .formatted(manifest.getModelId(), OPTION, name));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
