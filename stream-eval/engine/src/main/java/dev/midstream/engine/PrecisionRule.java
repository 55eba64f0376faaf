package dev.midstream.engine;

import dev.midstream.ModelManifest;
import java.io.Serializable;

/**
 * Which precision a model is scored in: decided once, so that all machines score alike.
 *
 * @param savedModels the precision of SavedModels
 * @param others the precision of other models
 */
public record PrecisionRule(ScoringPrecision savedModels, ScoringPrecision others)
        implements Serializable {
    /** Everything in float32. */
    public static final PrecisionRule FLOAT32 =
            new PrecisionRule(ScoringPrecision.FLOAT32, ScoringPrecision.FLOAT32);

    /**
     * Returns the precision of a model.
     *
     * @throws IllegalArgumentException if no engine has it for such models; the message is for a
     *     person
     */
    public ScoringPrecision of(ModelManifest model) {
        if (ModelFormat.SAVED_MODEL.isOf(model)) {
            return savedModels;
        }
        if (others == ScoringPrecision.BF16) {
            throw new IllegalArgumentException(
                    "Cannot score %s in bf16: only SavedModels can be. Use --precision float32, or auto."
                            .formatted(model.getModelId()));
        }
        return others;
    }
}
