package dev.midstream.trainer.recipe;

/**
 * How a subspace is trained: all that determines a run, apart from the images and what computes.
 *
 * <p>It is what the options of {@code train} say and what the manifest of a trained model records;
 * see {@link RecordedRecipe}.
 *
 * @param batches how the images are varied and grouped
 * @param holdOut the images that are kept from training to judge it by
 * @param seed of the initial parameters, the order, the augmentation and the points drawn
 */
public record Recipe(
        NetworkChoice network,
        SubspacePlan subspace,
        Optimisation optimisation,
        BatchPlan batches,
        HoldOut holdOut,
        long seed) {
    public Recipe {
        if (holdOut.patience() > 0 && optimisation.schedule().decay().averages()) {
            throw new IllegalArgumentException(
                    "Invalid patience: SWA averages weights up to the last epoch. Use --patience"
                            + " without --swa.");
        }
        if (2 * subspace.sampling().perBatch() > batches.size()) {
            throw new IllegalArgumentException(
                    "Invalid number of samples a batch: "
                            + subspace.sampling().perBatch()
                            + ". Use at most half the batch size, "
                            + batches.size() / 2
                            + ".");
        }
    }
}
