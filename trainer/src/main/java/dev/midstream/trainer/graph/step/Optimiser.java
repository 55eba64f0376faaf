package dev.midstream.trainer.graph.step;

/**
 * Stochastic gradient descent with momentum: {@code v = momentum v + g + weightDecay theta}, {@code
 * theta = theta - learningRate v}, where g is the gradient of the {@link Objective}.
 *
 * <p>With a radius above 0 it minimises sharpness: g is then the gradient at {@code theta + radius
 * h / |h|}, where h is the gradient at theta over all endpoints (Foret et al. 2021,
 * "Sharpness-Aware Minimization for Efficiently Improving Generalization", equations 2 and 3).
 *
 * @param momentum from 0, below 1
 * @param weightDecay on every parameter of every endpoint, batch norms included
 * @param radius from 0, Euclidean
 */
public record Optimiser(double momentum, double weightDecay, double radius) {
    /** That of the reference recipe. */
    public static final Optimiser REFERENCE = new Optimiser(0.9, 1e-4, 0);

    public Optimiser {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException(
                    "Invalid momentum: " + momentum + ". Use a number from 0, below 1.");
        }
        Objective.checkNotNegative("weight decay", weightDecay);
        Objective.checkNotNegative("radius of SAM", radius);
    }
}
