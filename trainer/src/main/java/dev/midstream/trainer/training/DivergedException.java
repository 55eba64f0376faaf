package dev.midstream.trainer.training;

/** The loss became infinite or not a number; the message is one line that says what to do. */
public final class DivergedException extends Exception {
    private static final long serialVersionUID = 1L;

    DivergedException(int epoch, double learningRate) {
        super(
                "Cannot continue training: the loss is not a number in epoch "
                        + epoch
                        + " (learning rate "
                        + learningRate
                        + "). Lower --learning-rate or raise --warmup-epochs.");
    }
}
