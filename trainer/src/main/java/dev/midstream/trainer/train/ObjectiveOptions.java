package dev.midstream.trainer.train;

import dev.midstream.trainer.graph.step.Objective;
import dev.midstream.trainer.graph.step.Optimiser;
import picocli.CommandLine.Option;

/** Options that determine what a training step minimises, and how. */
final class ObjectiveOptions {
    @Option(
            names = "--beta",
            paramLabel = "B",
            defaultValue = "1",
            description =
                    "Factor of the regulariser, the squared cosine between endpoints, from 0"
                            + " (default: ${DEFAULT-VALUE}).")
    private double beta;

    @Option(
            names = "--momentum",
            paramLabel = "M",
            defaultValue = "0.9",
            description =
                    "Momentum: the factor by which the last step is part of the next, from 0, below"
                            + " 1 (default: ${DEFAULT-VALUE}).")
    private double momentum;

    @Option(
            names = "--weight-decay",
            paramLabel = "D",
            defaultValue = "1e-4",
            description =
                    "Weight decay: the factor by which the weights of all endpoints, batch norms"
                            + " included, are added to their gradient, from 0 (default:"
                            + " ${DEFAULT-VALUE}).")
    private double weightDecay;

    @Option(
            names = "--label-smoothing",
            paramLabel = "S",
            defaultValue = "0",
            description =
                    "Share of the loss that is the mean over all classes, from 0, below 1 (default:"
                            + " ${DEFAULT-VALUE}).")
    private double labelSmoothing;

    @Option(
            names = "--dropout",
            paramLabel = "P",
            defaultValue = "0",
            description =
                    "Share of values dropped at the end of every residual branch, from 0, below 1"
                            + " (default: ${DEFAULT-VALUE}).")
    private double dropout;

    @Option(
            names = "--sam",
            paramLabel = "RHO",
            defaultValue = "0",
            description =
                    "Sharpness-aware minimisation: the radius, a Euclidean distance in the weights"
                            + " of all endpoints, within which the loss is to be low; a step costs"
                            + " twice as much (default:"
                            + " ${DEFAULT-VALUE}, off).")
    private double radius;

    /**
     * What a step minimises.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    Objective objective() {
        return new Objective(beta, labelSmoothing, dropout);
    }

    /**
     * The rule of a step.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    Optimiser optimiser() {
        return new Optimiser(momentum, weightDecay, radius);
    }
}
