package dev.midstream.trainer.graph.execution;

/** The number format of convolutions during training. Weights are always float32. */
public enum Precision {
    /** 32-bit floats. */
    FLOAT32,
    /** On a CPU, bfloat16 where TensorFlow deems it harmless; faster on processors that have it. */
    BF16,
    /** On a GPU, float16 where TensorFlow deems it harmless, with a scaled loss. */
    MIXED;

    /**
     * A power of two, so that it changes only gradients that float16 would round to 0. Source:
     * Micikevicius et al. 2018, "Mixed Precision Training", section 3.2.
     */
    private static final float MIXED_LOSS_SCALE = 128;

    /** What the objective is multiplied by before it is differentiated. */
    public float lossScale() {
        return this == MIXED ? MIXED_LOSS_SCALE : 1;
    }
}
