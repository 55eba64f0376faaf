package dev.midstream.trainer.train;

import dev.midstream.trainer.data.Augmentations;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Networks;
import dev.midstream.trainer.network.Norm;
import dev.midstream.trainer.training.LearningRateSchedule;
import dev.midstream.trainer.training.TrainingPlan;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that determine what is trained and how. Their defaults are the reference recipe. */
public final class PlanOptions {
    @Mixin private SubspaceOptions subspaceOptions = new SubspaceOptions();

    @Option(
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "cresnet20",
            completionCandidates = NetworkNames.class,
            description =
                    "${COMPLETION-CANDIDATES}; NAME-w<width> for another width (default:"
                            + " ${DEFAULT-VALUE}).")
    private String network = "";

    @Option(
            names = "--norm",
            paramLabel = "KIND",
            defaultValue = "batch",
            description =
                    "batch, or group: points need no statistics of their own then (default:"
                            + " ${DEFAULT-VALUE}).")
    private Norm norm = Norm.BATCH;

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
                    "Learning rate changes every epoch, or every step, which serves runs of a few"
                            + " epochs better (default: ${DEFAULT-VALUE}).")
    private LearningRateSchedule.Resolution schedule = LearningRateSchedule.Resolution.EPOCH;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "128",
            description = "Images a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            defaultValue = "0.1",
            description =
                    "Largest learning rate, the factor of the gradient in a step (default:"
                            + " ${DEFAULT-VALUE}).")
    private double learningRate;

    @Mixin private ObjectiveOptions objectiveOptions = new ObjectiveOptions();

    @Mixin private AveragingOptions averagingOptions = new AveragingOptions();

    @Mixin private HoldOutOptions holdOutOptions = new HoldOutOptions();

    @Option(
            names = "--augment",
            paramLabel = "KIND",
            defaultValue = Augmentations.AUTOMATIC,
            description =
                    "crop (padded by 4 pixels, and flip), resized-crop (8 to 100 %% of the area,"
                            + " and flip), none, or auto: resized-crop from 128 pixels on (default:"
                            + " ${DEFAULT-VALUE}).")
    private String augmentation = "";

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "0",
            description = "Seed of all that is random (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin private ExecutionOptions executionOptions = new ExecutionOptions();

    long seed() {
        return seed;
    }

    /** What computes, and in which number format. */
    ExecutionOptions execution() {
        return executionOptions;
    }

    /**
     * The plan asked for.
     *
     * @param input the shape of images
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    public TrainingPlan plan(String dataset, int classes, ImageShape input, Execution execution) {
        String normed = network.endsWith(norm.suffix()) ? network : network + norm.suffix();
        return new TrainingPlan(
                Networks.named(normed, classes),
                subspaceOptions.subspace(),
                subspaceOptions.sampling(),
                new LearningRateSchedule(
                        learningRate, epochs, warmup(), schedule, averagingOptions.decay()),
                objectiveOptions.objective(),
                objectiveOptions.optimiser(),
                batch,
                Augmentations.named(augmentation, input),
                Normalisation.of(dataset),
                execution,
                holdOutOptions.holdOut(),
                subspaceOptions.members(),
                seed);
    }

    private int warmup() {
        return warmupEpochs.orElse(LearningRateSchedule.defaultWarmupEpochs(epochs));
    }

    /** Notes the options by name, and the precision that became of them. */
    void addTo(Map<String, String> options, Execution execution) {
        options.put("epochs", Integer.toString(epochs));
        options.put("warmup-epochs", Integer.toString(warmup()));
        options.put("schedule", schedule.name().toLowerCase(Locale.ROOT));
        options.put("batch", Integer.toString(batch));
        options.put("learning-rate", Double.toString(learningRate));
        subspaceOptions.addTo(options);
        objectiveOptions.addTo(options);
        averagingOptions.addTo(options);
        holdOutOptions.addTo(options);
        options.put("network", network);
        options.put("norm", norm.name().toLowerCase(Locale.ROOT));
        options.put("augment", augmentation);
        options.put("precision", execution.precision().name().toLowerCase(Locale.ROOT));
    }

    /** What networks there are. */
    static final class NetworkNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(Networks.summary()).iterator();
        }
    }
}
