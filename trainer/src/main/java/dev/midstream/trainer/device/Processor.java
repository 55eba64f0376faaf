package dev.midstream.trainer.device;

/** What computes. */
public enum Processor {
    /** The processor that Java runs on. */
    CPU,
    /** The first GPU. */
    GPU
}
