package dev.midstream.trainer.landscape;

import java.awt.Color;
import java.util.List;

/**
 * The colours of values, from dark to light, so that they can be told apart without colour too.
 *
 * @param low the value of the first colour
 * @param high the value of the last
 */
record ColourScale(double low, double high) {
    private static final Color[] COLOURS = {
        new Color(0x440154), new Color(0x31688e), new Color(0x35b779), new Color(0xfde725)
    };

    /** A scale from the least to the greatest of some values. */
    static ColourScale of(List<Double> values) {
        return new ColourScale(
                values.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                values.stream().mapToDouble(Double::doubleValue).max().orElse(1));
    }

    /** The value at a share of the scale, from 0 to 1. */
    double value(double share) {
        return low + share * (high - low);
    }

    /** The colour of a value. */
    Color of(double value) {
        return at(high > low ? (value - low) / (high - low) : 0);
    }

    /** The colour at a share of the scale, from 0 to 1. */
    Color at(double share) {
        double place = Math.max(0, Math.min(1, share)) * (COLOURS.length - 1);
        int first = Math.min((int) place, COLOURS.length - 2);
        double rest = place - first;
        Color from = COLOURS[first];
        Color to = COLOURS[first + 1];
        return new Color(
                mixed(from.getRed(), to.getRed(), rest),
                mixed(from.getGreen(), to.getGreen(), rest),
                mixed(from.getBlue(), to.getBlue(), rest));
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + share * (to - from));
    }
}
