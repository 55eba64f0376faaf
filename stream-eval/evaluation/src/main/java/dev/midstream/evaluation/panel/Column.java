package dev.midstream.evaluation.panel;

import dev.midstream.schemas.model.PointSelection;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What figures are kept of: a point, or an ensemble of points, at a temperature or without one.
 *
 * @param name the name under which the figures are reported
 * @param members indexes into the model's scored points; the logits of several are averaged
 * @param divisor the temperature by which logits are divided, or {@link #UNSCALED}
 */
public record Column(String name, List<Integer> members, double divisor) implements Serializable {
    /** What follows the name of a column whose logits are divided by a temperature. */
    public static final String SCALED = "@ts";

    /** Stands for logits that are left as they are. */
    private static final double UNSCALED = 0;

    /** Copies the members. */
    public Column {
        members = List.copyOf(members);
    }

    /** Returns a point or an ensemble as it is. */
    public static Column of(String name, List<Integer> members) {
        return new Column(name, members, UNSCALED);
    }

    /** Returns the temperature by which logits are divided; empty where they are left as is. */
    public OptionalDouble temperature() {
        return divisor == UNSCALED ? OptionalDouble.empty() : OptionalDouble.of(divisor);
    }

    /** Returns the name of this column with its logits scaled. */
    public String scaledName() {
        return name + SCALED;
    }

    /** Returns the name of this column with its logits as they are. */
    String unscaledName() {
        return divisor == UNSCALED ? name : name.substring(0, name.length() - SCALED.length());
    }

    /** Returns this column with its logits divided by a temperature. */
    public Column scaledBy(double temperature) {
        return new Column(scaledName(), members, temperature);
    }

    /** Returns whether this is one point as it was exported. */
    public boolean isPoint() {
        return members.size() == 1 && divisor == UNSCALED && !name.equals(PointSelection.ENSEMBLE);
    }

    /** Returns whether this is the ensemble of all scored points, as it is. */
    boolean isEnsembleOfAll() {
        return name.equals(PointSelection.ENSEMBLE) && divisor == UNSCALED;
    }

    /**
     * Writes this column's logits into a row of the logits {@code [rows, classes]} of its points.
     */
    void write(float[] logits, int classes, int row) {
        for (int i = 0; i < classes; i++) {
            float mean = mean(logits, classes, i);
            logits[row * classes + i] = divisor == UNSCALED ? mean : (float) (mean / divisor);
        }
    }

    private float mean(float[] logits, int classes, int index) {
        double sum = 0;
        for (int i = 0; i < members.size(); i++) {
            sum += logits[members.get(i) * classes + index];
        }
        return (float) (sum / members.size());
    }
}
