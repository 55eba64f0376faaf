package dev.midstream.trainer.export;

import dev.midstream.PointRole;
import dev.midstream.trainer.subspace.Subspace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A named point of a subspace that is to be exported.
 *
 * @param mixing mixing weight of each endpoint
 */
public record ExportPoint(String id, PointRole role, List<Double> mixing) {
    private static final String MIDPOINT = "midpoint";

    public ExportPoint {
        mixing = List.copyOf(mixing);
    }

    private static ExportPoint of(String id, PointRole role, double[] mixing) {
        List<Double> boxed = new ArrayList<>();
        for (double weight : mixing) {
            boxed.add(weight);
        }
        return new ExportPoint(id, role, boxed);
    }

    /**
     * The points that a trained subspace is exported as: its midpoint, its endpoints, and so many
     * sampled ones. A single network is its own midpoint and has no other points.
     */
    public static List<ExportPoint> of(Subspace subspace, int samples, RandomGenerator random) {
        List<ExportPoint> points = new ArrayList<>();
        points.add(of(MIDPOINT, PointRole.MIDPOINT, subspace.midpoint()));
        if (subspace.endpoints() > 1) {
            for (int i = 0; i < subspace.corners(); i++) {
                points.add(of("endpoint-" + i, PointRole.ENDPOINT, subspace.endpoint(i)));
            }
            for (int i = 0; i < samples; i++) {
                points.add(of("sample-" + i, PointRole.SAMPLE, subspace.sample(random)));
            }
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
