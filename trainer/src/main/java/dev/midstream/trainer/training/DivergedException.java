package dev.midstream.trainer.training;

/** Training came to a loss that is no number; the message is one line that says what to do. */
public final class DivergedException extends Exception {
    private static final long serialVersionUID = 1L;

    DivergedException(int epoch, double learningRate) {
        super(
                "Cannot go on training: the loss is not a number in epoch "
                        + epoch
                        + " (learning rate "
                        + learningRate
                        + "). Lower --learning-rate or raise --warmup-epochs.");
    }
}
