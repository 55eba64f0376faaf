package dev.midstream.trainer.graph.execution;

/** The number format of convolutions during training. Weights are always float32. */
public enum Precision {
    /** 32-bit floats. */
    FLOAT32,
    /** On a CPU, bfloat16 where TensorFlow deems it harmless; faster on processors that have it. */
    BF16,
    /** On a GPU, float16 where TensorFlow deems it harmless, with a scaled loss. */
    MIXED;

    /** Whether small gradients would be rounded to 0 unless the loss is scaled. */
    public boolean scalesLoss() {
        return this == MIXED;
    }
}
