package dev.midstream.trainer.graph;

/**
 * Stochastic gradient descent with momentum: {@code v = momentum v + g + weightDecay theta}, {@code
 * theta = theta - learningRate v}.
 *
 * @param momentum from 0, below 1
 * @param weightDecay on every parameter of every endpoint, batch norms included
 * @param beta factor of the regulariser, the squared cosine between two endpoints
 */
public record Optimiser(double momentum, double weightDecay, double beta) {
    public Optimiser {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException(
                    "Invalid momentum: " + momentum + ". Use a number from 0, below 1.");
        }
        if (!(weightDecay >= 0) || !(beta >= 0)) {
            throw new IllegalArgumentException(
                    "Invalid weight decay or beta: "
                            + weightDecay
                            + ", "
                            + beta
                            + ". Use numbers from 0.");
        }
    }
}
