package dev.midstream.offline.model;

import dev.midstream.metrics.PointLogits;
import dev.midstream.metrics.TemperatureScaling;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What figures are reported of: a point, or an ensemble of points, at a temperature or without one.
 *
 * @param name under which it is reported
 * @param members indexes into the model's selected points; the logits of several are averaged
 * @param temperature by which logits are divided; empty: they are left as they are
 */
public record Column(String name, List<Integer> members, OptionalDouble temperature) {
    /** What follows the name of a column whose logits are divided by a fitted temperature. */
    static final String SCALED = "@ts";

    public Column {
        members = List.copyOf(members);
    }

    /** A point or an ensemble as it is. */
    public static Column of(String name, List<Integer> members) {
        return new Column(name, members, OptionalDouble.empty());
    }

    /** The name of this column with its logits scaled. */
    String scaledName() {
        return name + SCALED;
    }

    /** This column with its logits divided by a temperature. */
    Column scaledBy(double fitted) {
        return new Column(scaledName(), members, OptionalDouble.of(fitted));
    }

    /** Whether it is one point as it was exported. */
    public boolean isPoint() {
        return members.size() == 1 && temperature.isEmpty();
    }

    /**
     * The logits of this column, {@code [images, classes]}.
     *
     * @param points those of every selected point, {@code [images, classes]} each
     */
    public float[] logits(List<float[]> points, int images, int classes) {
        float[] mean =
                members.size() == 1 ? points.get(members.get(0)) : mean(points, images, classes);
        return temperature.isPresent()
                ? TemperatureScaling.scale(mean, temperature.getAsDouble())
                : mean;
    }

    private float[] mean(List<float[]> points, int images, int classes) {
        int length = images * classes;
        float[] selected = new float[members.size() * length];
        for (int i = 0; i < members.size(); i++) {
            System.arraycopy(points.get(members.get(i)), 0, selected, i * length, length);
        }
        return PointLogits.mean(selected, members.size(), images, classes);
    }
}
