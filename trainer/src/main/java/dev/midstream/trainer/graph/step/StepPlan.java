package dev.midstream.trainer.graph.step;

import dev.midstream.trainer.graph.images.Normalisation;

/**
 * What a training step computes.
 *
 * @param endpoints rows of theta
 * @param slices into how many parts a batch is cut, each of which has a point of its own
 */
public record StepPlan(
        int endpoints,
        int slices,
        Objective objective,
        Optimiser optimiser,
        Normalisation normalisation) {
    public StepPlan {
        if (endpoints < 1 || slices < 1) {
            throw new IllegalArgumentException(
                    "Invalid step: " + endpoints + " endpoints, " + slices + " slices");
        }
    }
}
