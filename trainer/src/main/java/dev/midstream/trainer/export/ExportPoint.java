package dev.midstream.trainer.export;

import dev.midstream.PointRole;
import java.util.ArrayList;
import java.util.List;

/**
 * A named point of a subspace that is to be exported.
 *
 * @param mixing mixing weight of each endpoint
 */
public record ExportPoint(String id, PointRole role, List<Double> mixing) {
    static final String MIDPOINT = "midpoint";

    public ExportPoint {
        mixing = List.copyOf(mixing);
    }

    /**
     * A point.
     *
     * @param mixing {@code [endpoints]}
     */
    public static ExportPoint of(String id, PointRole role, double[] mixing) {
        List<Double> boxed = new ArrayList<>();
        for (double weight : mixing) {
            boxed.add(weight);
        }
        return new ExportPoint(id, role, boxed);
    }

    /** The networks of an ensemble, each a row of theta. */
    public static List<ExportPoint> members(int count) {
        List<ExportPoint> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] mixing = new double[count];
            mixing[i] = 1;
            points.add(of("member-" + i, PointRole.MEMBER, mixing));
        }
        return points;
    }

    /** The mixing weights, {@code [endpoints]}. */
    public double[] weights() {
        double[] weights = new double[mixing.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = mixing.get(i);
        }
        return weights;
    }
}
