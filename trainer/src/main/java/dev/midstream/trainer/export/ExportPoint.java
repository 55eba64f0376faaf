package dev.midstream.trainer.export;

import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.trainer.export.frozen.BatchNormStatistics;
import dev.midstream.trainer.export.frozen.PointParameters;
import dev.midstream.trainer.subspace.Endpoints;
import java.util.ArrayList;
import java.util.List;

/**
 * A named point of a subspace to export.
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

    /**
     * Points ready to be frozen.
     *
     * @param theta the endpoints, {@code [endpoints, P]}
     * @param statistics of the batch norms of each point
     */
    public static List<PointParameters> parameters(
            List<ExportPoint> points, float[][] theta, List<BatchNormStatistics> statistics) {
        List<PointParameters> parameters = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            ExportPoint point = points.get(i);
            parameters.add(
                    new PointParameters(
                            point.id(), Endpoints.mix(theta, point.row()), statistics.get(i)));
        }
        return parameters;
    }

    /** The point as a manifest lists it. Its signature has its name. */
    public ModelPoint listed() {
        return new ModelPoint(id, role, mixing, id);
    }

    /** The mixing weights as a row, {@code [endpoints]}. */
    public double[] row() {
        return mixing.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
