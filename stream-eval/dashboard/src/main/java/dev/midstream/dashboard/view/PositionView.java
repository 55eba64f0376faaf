package dev.midstream.dashboard.view;

import dev.midstream.PointPosition;
import dev.midstream.evaluation.subspace.Subspace;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The position of a point in its subspace.
 *
 * @param subspace {@code LINE}, {@code CURVE}, {@code SIMPLEX}, ...
 * @param role {@code MIDPOINT}, {@code ENDPOINT}, ...
 * @param weights mixing weight of each endpoint
 * @param along position between the first endpoint, 0, and the second, 1; null off a path
 */
public record PositionView(
        String subspace, String role, List<Double> weights, @Nullable Double along) {
    private static final int MAX_ENDPOINTS = 64;

    /** Copies the list. */
    public PositionView {
        weights = List.copyOf(weights);
    }

    /**
     * The view of a record; null of none, as JSON has it.
     *
     * @throws IllegalArgumentException if the weights are not possible
     */
    static @Nullable PositionView of(@Nullable PointPosition position) {
        if (position == null) {
            return null;
        }
        List<Double> weights = position.getWeights();
        if (weights.size() > MAX_ENDPOINTS || !weights.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "Cannot show a position of %d weights: use at most %d finite ones."
                            .formatted(weights.size(), MAX_ENDPOINTS));
        }
        double[] mixing = weights.stream().mapToDouble(Double::doubleValue).toArray();
        OptionalDouble along =
                Subspace.find(position.getSubspace(), mixing.length)
                        .map(subspace -> subspace.position(mixing))
                        .orElse(OptionalDouble.empty());
        return new PositionView(
                position.getSubspace(),
                position.getRole(),
                weights,
                along.isPresent() ? along.getAsDouble() : null);
    }
}
