package dev.midstream.trainer.landscape;

import dev.midstream.trainer.picture.Drawing;
import java.util.List;

/** The drawing of a figure over the plane of three endpoints, from what was measured before. */
public final class PlaneDrawing {
    private static final double TOLERANCE = 1e-4;

    private PlaneDrawing() {}

    /**
     * The drawing.
     *
     * @param title with the unit
     * @param mixing weights of the endpoints at every place of a grid
     * @param values at the places
     */
    public static Drawing of(String title, List<List<Double>> mixing, List<Double> values) {
        List<GridPoint> places =
                mixing.stream()
                        .map(
                                weights ->
                                        new GridPoint(
                                                List.of(weights.get(1), weights.get(2)), weights))
                        .toList();
        return new TriangleMap(title, "##0.0#", places, values, step(mixing));
    }

    /** The least distance between the weights of two places. */
    private static double step(List<List<Double>> mixing) {
        double[] weights = mixing.stream().mapToDouble(each -> each.get(1)).sorted().toArray();
        double step = 1;
        for (int i = 1; i < weights.length; i++) {
            double distance = weights[i] - weights[i - 1];
            step = distance > TOLERANCE ? Math.min(step, distance) : step;
        }
        return step;
    }
}
