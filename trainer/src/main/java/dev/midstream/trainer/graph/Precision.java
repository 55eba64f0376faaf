package dev.midstream.trainer.graph;

/** The number format of convolutions during training. Weights are always float32. */
public enum Precision {
    /** 32-bit floats. */
    FLOAT32,
    /** bfloat16 where TensorFlow deems it harmless: faster on processors that have it. */
    BFLOAT16
}
