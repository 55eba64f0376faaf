package dev.midstream.images.dataset;

import java.util.Locale;

/** A part of a data set: what a model is trained on, or what it is evaluated on. */
public enum Split {
    TRAIN,
    TEST;

    /** Returns the split of a name, {@code train} or {@code test}. */
    public static Split named(String name) {
        for (Split split : values()) {
            if (split.toString().equals(name)) {
                return split;
            }
        }
        throw new IllegalArgumentException("Unknown split: " + name + ". Use train or test.");
    }

    /** The name on command lines, in directories and in image ids: {@code train}, {@code test}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
