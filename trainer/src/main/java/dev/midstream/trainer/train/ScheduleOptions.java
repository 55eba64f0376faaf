package dev.midstream.trainer.train;

import dev.midstream.trainer.recipe.LearningRateSchedule;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that determine how long training takes and the learning rate of every step. */
final class ScheduleOptions {
    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "160",
            description = "Passes over the images (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--warmup-epochs",
            paramLabel = "N",
            description = "Epochs of linear warm-up (default: a fifth of all, at most 5).")
    private Optional<Integer> warmupEpochs = Optional.empty();

    @Option(
            names = "--schedule",
            paramLabel = "PER",
            defaultValue = "epoch",
            description =
                    "When the learning rate changes: every epoch, or every step, which suits runs"
                            + " of a few epochs (default: ${DEFAULT-VALUE}).")
    private LearningRateSchedule.Resolution resolution = LearningRateSchedule.Resolution.EPOCH;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            defaultValue = "0.1",
            description =
                    "Peak learning rate: the factor of the gradient in a step after warm-up"
                            + " (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Mixin private AveragingOptions averagingOptions = new AveragingOptions();

    /**
     * The schedule that the options ask for.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    LearningRateSchedule schedule() {
        int warmup = warmupEpochs.orElse(LearningRateSchedule.defaultWarmupEpochs(epochs));
        return new LearningRateSchedule(
                learningRate, epochs, warmup, resolution, averagingOptions.decay());
    }
}
