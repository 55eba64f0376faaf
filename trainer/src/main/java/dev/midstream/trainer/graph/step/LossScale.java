package dev.midstream.trainer.graph.step;

/**
 * What a loss is multiplied by before it is differentiated, so that float16 does not round small
 * gradients to 0: as large as it can be without making large ones infinite. It doubles after many
 * steps with finite gradients and is halved by a step without, which changes no weights. Source:
 * Micikevicius et al. 2018, "Mixed Precision Training", section 3.2; the first scale and the number
 * of steps are those of Keras' {@code LossScaleOptimizer}.
 *
 * @param value the factor, a power of two, so that it changes no other gradients
 * @param steps with finite gradients since it has changed
 */
public record LossScale(float value, int steps) {
    /** The one that training begins with. */
    public static final LossScale INITIAL = new LossScale(1 << 15, 0);

    static final int STEPS_TO_DOUBLE = 2000;
    private static final float MAX_VALUE = 1 << 24;

    /** Makes a scale. */
    public LossScale {
        if (!(value >= 1 && value <= Float.MAX_VALUE) || steps < 0) {
            throw new IllegalArgumentException(
                    "Invalid loss scale: " + value + " for " + steps + " steps");
        }
    }

    /** Returns the scale after a step whose gradient was finite. */
    LossScale afterFinite() {
        return steps + 1 < STEPS_TO_DOUBLE
                ? new LossScale(value, steps + 1)
                : new LossScale(Math.max(value, Math.min(2 * value, MAX_VALUE)), 0);
    }

    /** Returns the scale after a step whose gradient was not. */
    LossScale afterOverflow() {
        return new LossScale(Math.max(1, value / 2), 0);
    }
}
