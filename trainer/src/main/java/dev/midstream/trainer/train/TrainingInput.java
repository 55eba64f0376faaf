package dev.midstream.trainer.train;

import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.training.TrainingPlan;

/**
 * The images of a run and the plan for them.
 *
 * @param split the training split
 * @param images those of its images that the run uses, with the labels to learn
 */
record TrainingInput(ImageDataset split, LabelledImages images, TrainingPlan plan) {
    TrainingInput {
        double share = plan.recipe().holdOut().share();
        if (share > 0 && plan.heldOut(images.size()) == 0) {
            throw new IllegalArgumentException(
                    "Invalid --holdout: %s of %d images is none. Use a larger share."
                            .formatted(share, images.size()));
        }
        int learnt = images.size() - plan.heldOut(images.size());
        if (learnt < plan.batchSize()) {
            throw new IllegalArgumentException(
                    "Invalid --batch-size: %d is more than the %d training images. Use a smaller"
                                    .formatted(plan.batchSize(), learnt)
                            + " one.");
        }
    }

    /** The number of images to learn from: all that are not held out. */
    int learnt() {
        return images.size() - plan.heldOut(images.size());
    }

    /** The share of the labels to learn that noise made wrong. */
    double flipRate() {
        return images.part(images.size() - learnt(), images.size()).flipRate();
    }
}
