package dev.midstream.trainer.landscape;

import dev.midstream.evaluation.subspace.OneDimensional;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.picture.Drawing;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say where a subspace is measured. */
final class GridOptions {
    private static final double LINE_STEP = 0.05;
    private static final double PLANE_STEP = 0.1;
    private static final double MIN_STEP = 0.001;
    private static final double MAX_STEP = 0.5;
    private static final double TOLERANCE = 1e-6;
    private static final int PLANE_ENDPOINTS = 3;

    @Option(
            names = "--step",
            paramLabel = "S",
            description =
                    "Distance between places, in positions or mixing weights, from 0.001 to 0.5;"
                            + " 1 must be a multiple of it (default: 0.05; on a plane 0.1).")
    private Optional<Double> step = Optional.empty();

    @Option(
            names = "--beyond",
            paramLabel = "B",
            defaultValue = "0.1",
            description =
                    "How far the places extend beyond the endpoints, in positions or mixing"
                            + " weights, from 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double beyond;

    /**
     * Checks the values, before data are read.
     *
     * @throws IllegalArgumentException if a value makes no sense, with a message for the user
     */
    void check() {
        if (!(beyond >= 0 && beyond <= 1)) {
            throw new IllegalArgumentException(
                    "Invalid --beyond: " + beyond + ". Use a number from 0 to 1.");
        }
        double distance = step.orElse(LINE_STEP);
        boolean divides = Math.abs(1 / distance - Math.round(1 / distance)) < TOLERANCE;
        if (!(distance >= MIN_STEP && distance <= MAX_STEP) || !divides) {
            throw new IllegalArgumentException(
                    "Invalid --step: "
                            + distance
                            + ". Use a number from 0.001 to 0.5 that divides 1, such as 0.05.");
        }
    }

    /**
     * The places of a subspace.
     *
     * @throws IllegalArgumentException if it cannot be drawn, with a message for the user
     */
    List<GridPoint> grid(Subspace subspace) {
        if (subspace instanceof OneDimensional path) {
            return GridPoint.along(path, step.orElse(LINE_STEP), beyond);
        }
        if (subspace.endpoints() != PLANE_ENDPOINTS) {
            throw new IllegalArgumentException(
                    "Invalid --model: it is neither a line, a curve nor a simplex of three"
                            + " endpoints. Use one of these.");
        }
        return GridPoint.onPlane(step.orElse(PLANE_STEP), beyond);
    }

    /** The names of a place's coordinates, for the table. */
    List<String> coordinates(Subspace subspace) {
        return subspace instanceof OneDimensional
                ? List.of("position")
                : List.of("weight1", "weight2");
    }

    /** Draws every figure over the subspace. */
    List<Drawing> drawings(Subspace subspace, List<Measured> measured) {
        boolean path = subspace instanceof OneDimensional;
        return FigureChart.all().stream()
                .map(
                        chart ->
                                path
                                        ? chart.alongLine(measured)
                                        : chart.overPlane(measured, step.orElse(PLANE_STEP)))
                .toList();
    }
}
