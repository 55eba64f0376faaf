package dev.midstream.trainer.landscape;

import dev.midstream.evaluation.subspace.OneDimensional;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a subspace where it is measured.
 *
 * @param coordinates the position on a line or curve; on a plane, the weights of the second and the
 *     third endpoint
 * @param mixing mixing weight of each endpoint
 */
record GridPoint(List<Double> coordinates, List<Double> mixing) {
    private static final double TOLERANCE = 1e-9;

    GridPoint {
        coordinates = List.copyOf(coordinates);
        mixing = List.copyOf(mixing);
    }

    /**
     * Places on a line or curve.
     *
     * @param step between places
     * @param beyond how far the places extend beyond either end
     */
    static List<GridPoint> along(OneDimensional subspace, double step, double beyond) {
        int outside = (int) Math.floor(beyond / step + TOLERANCE);
        int inside = (int) Math.round(1 / step);
        List<GridPoint> points = new ArrayList<>();
        for (int i = -outside; i <= inside + outside; i++) {
            double position = (double) i / inside;
            List<Double> mixing = new ArrayList<>();
            for (double weight : subspace.at(position)) {
                mixing.add(weight);
            }
            points.add(new GridPoint(List.of(position), mixing));
        }
        return points;
    }

    /**
     * Places on the plane of three endpoints: the triangle that they span and a margin beyond its
     * sides.
     *
     * @param step between places, in mixing weights
     * @param beyond how far below 0 a mixing weight goes
     */
    static List<GridPoint> onPlane(double step, double beyond) {
        int outside = (int) Math.floor(beyond / step + TOLERANCE);
        int inside = (int) Math.round(1 / step);
        List<GridPoint> points = new ArrayList<>();
        for (int i = -outside; i <= inside + 2 * outside; i++) {
            for (int j = -outside; j <= inside + 2 * outside; j++) {
                int first = inside - i - j;
                if (first >= -outside) {
                    double second = (double) i / inside;
                    double third = (double) j / inside;
                    points.add(
                            new GridPoint(
                                    List.of(second, third),
                                    List.of((double) first / inside, second, third)));
                }
            }
        }
        return points;
    }
}
