package dev.midstream.engine;

/** The device that computes. */
public enum Processor {
    /** The processor that Java runs on. */
    CPU,
    /** The first GPU. */
    GPU
}
