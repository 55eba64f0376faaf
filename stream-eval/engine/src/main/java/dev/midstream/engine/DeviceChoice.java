package dev.midstream.engine;

import java.util.Locale;

/** What computes, or the best that there is. */
public enum DeviceChoice {
    /** The GPU if it can be used. */
    AUTO,
    /** {@link Processor#CPU}. */
    CPU,
    /** {@link Processor#GPU}. */
    GPU;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
