package dev.midstream.engine;

import java.util.Locale;

/** A precision, or the faster one of the machine on which the choice is made. */
public enum PrecisionChoice {
    /** The faster one. */
    AUTO,
    /** {@link ScoringPrecision#FLOAT32}. */
    FLOAT32,
    /** {@link ScoringPrecision#BF16}. */
    BF16;

    /**
     * Returns the rule for models: {@link #AUTO} is bfloat16 for SavedModels if this machine's
     * processor is fast with it and the CPU scores, otherwise float32.
     *
     * @throws IllegalArgumentException if the choice does not fit what computes; the message is for
     *     a person
     */
    public PrecisionRule on(Processor processor) {
        if (this == BF16 && processor == Processor.GPU) {
            throw new IllegalArgumentException(
                    "Invalid --precision: bf16 is for --device cpu. Use float32 on a GPU.");
        }
        return switch (this) {
            case FLOAT32 -> PrecisionRule.FLOAT32;
            case BF16 -> new PrecisionRule(ScoringPrecision.BF16, ScoringPrecision.BF16);
            case AUTO ->
                    processor == Processor.CPU && ScoringPrecision.BF16.isFast()
                            ? new PrecisionRule(ScoringPrecision.BF16, ScoringPrecision.FLOAT32)
                            : PrecisionRule.FLOAT32;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
