package dev.midstream.trainer.export;

import dev.midstream.PointRole;
import dev.midstream.evaluation.subspace.OneDimensional;
import dev.midstream.evaluation.subspace.Subspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The points of a subspace to export, as users name them. */
public final class PointChoice {
    /** The midpoint and all endpoints. */
    public static final String DEFAULT = "midpoint,endpoints";

    private static final String ENDPOINTS = "endpoints";

    private final Subspace subspace;
    private final List<ExportPoint> points = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private PointChoice(Subspace subspace) {
        this.subspace = subspace;
    }

    /**
     * The points with the given names, and a number of random ones. A single network is its own
     * midpoint and has no other points.
     *
     * @param names {@code midpoint}, {@code endpoints}, {@code endpoint-0} ..., and positions on a
     *     line or curve, from 0 to 1, with commas between them
     * @throws IllegalArgumentException if there is no such point, with a message for the user
     */
    public static List<ExportPoint> of(
            Subspace subspace, String names, int samples, RandomGenerator random) {
        PointChoice choice = new PointChoice(subspace);
        if (subspace.endpoints() == 1) {
            if (!names.equals(DEFAULT) || samples > 0) {
                throw new IllegalArgumentException(
                        "Invalid --points or --samples: a single network has no points to choose."
                                + " Use --subspace line, curve or simplex.");
            }
            choice.add(ExportPoint.MIDPOINT, PointRole.MIDPOINT, subspace.midpoint());
            return choice.points;
        }
        for (String name : names.split(",", -1)) {
            choice.add(name.strip());
        }
        for (int i = 0; i < samples; i++) {
            choice.add("sample-" + i, PointRole.SAMPLE, subspace.sample(random));
        }
        return List.copyOf(choice.points);
    }

    private void add(String name) {
        Optional<Double> position = position(name);
        if (name.equals(ExportPoint.MIDPOINT)) {
            add(name, PointRole.MIDPOINT, subspace.midpoint());
        } else if (name.equals(ENDPOINTS)) {
            for (int i = 0; i < subspace.corners(); i++) {
                addEndpoint(i);
            }
        } else if (name.matches("endpoint-\\d")
                && Integer.parseInt(name.substring(9)) < subspace.corners()) {
            addEndpoint(Integer.parseInt(name.substring(9)));
        } else if (position.isPresent() && subspace instanceof OneDimensional line) {
            add("at-" + name, PointRole.SAMPLE, line.at(position.get()));
        } else {
            throw new IllegalArgumentException(
                    "Unknown point: "
                            + name
                            + ". Use midpoint, endpoints, endpoint-0 to endpoint-"
                            + (subspace.corners() - 1)
                            + (subspace instanceof OneDimensional
                                    ? ", or a position from 0 to 1."
                                    : "."));
        }
    }

    private void addEndpoint(int index) {
        add("endpoint-" + index, PointRole.ENDPOINT, subspace.endpoint(index));
    }

    private static Optional<Double> position(String name) {
        return name.matches("0|1|0?\\.\\d+|1\\.0+|0\\.")
                ? Optional.of(Double.parseDouble(name))
                : Optional.empty();
    }

    private void add(String id, PointRole role, double[] mixing) {
        if (!ids.add(id)) {
            throw new IllegalArgumentException(
                    "Invalid points: " + id + " is named twice. Name each once.");
        }
        points.add(ExportPoint.of(id, role, mixing));
    }
}
