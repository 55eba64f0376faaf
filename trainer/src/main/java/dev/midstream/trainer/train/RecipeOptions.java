package dev.midstream.trainer.train;

import dev.midstream.cli.SeedOption;
import dev.midstream.trainer.data.Augmentations;
import dev.midstream.trainer.network.Networks;
import dev.midstream.trainer.network.Norm;
import dev.midstream.trainer.recipe.BatchPlan;
import dev.midstream.trainer.recipe.NetworkChoice;
import dev.midstream.trainer.recipe.Optimisation;
import dev.midstream.trainer.recipe.Recipe;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that determine what is trained and how. Their defaults are the reference recipe. */
final class RecipeOptions {
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
                    "Normalisation: batch, or group, with which points need no statistics of their"
                            + " own (default: ${DEFAULT-VALUE}).")
    private Norm norm = Norm.BATCH;

    @Mixin private ScheduleOptions scheduleOptions = new ScheduleOptions();

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "128",
            description = "Images per training step (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Mixin private ObjectiveOptions objectiveOptions = new ObjectiveOptions();

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

    @Mixin private SeedOption seed = new SeedOption();

    /** The seed of every random choice. */
    long seed() {
        return seed.seed();
    }

    /**
     * The recipe that the options ask for.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    Recipe recipe() {
        return new Recipe(
                new NetworkChoice(network, norm),
                subspaceOptions.plan(),
                new Optimisation(
                        objectiveOptions.objective(),
                        objectiveOptions.optimiser(),
                        scheduleOptions.schedule()),
                new BatchPlan(batchSize, augmentation),
                holdOutOptions.holdOut(),
                seed.seed());
    }

    /** The available networks, for the help. */
    static final class NetworkNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(Networks.summary()).iterator();
        }
    }
}
