package dev.midstream.trainer.recipe;

import dev.midstream.images.dataset.HeldOutShare;

/**
 * The training images that are held out to judge the subspace's midpoint after every epoch.
 *
 * @param share of the training images, see {@link HeldOutShare}
 * @param patience epochs without a lower loss on them after which a run ends and returns to its
 *     best epoch; 0 for never
 * @param labels those that they are judged by, where labels are noisy
 */
public record HoldOut(double share, int patience, Labels labels) {
    /** Nothing is held out. */
    public static final HoldOut NONE = new HoldOut(0, 0);

    /** The labels of held-out images. */
    public enum Labels {
        /** With the noise of those that are learnt. */
        OBSERVED,
        /** Without noise. */
        CLEAN
    }

    public HoldOut {
        share = new HeldOutShare(share).share();
        if (patience < 0) {
            throw new IllegalArgumentException(
                    "Invalid patience: " + patience + ". Use a number of epochs from 0.");
        }
        if (share == 0 && labels == Labels.CLEAN) {
            throw new IllegalArgumentException(
                    "Invalid --holdout-labels: nothing is held out to judge by. Give --holdout, for"
                            + " instance 0.1.");
        }
        if (patience > 0 && share == 0) {
            throw new IllegalArgumentException(
                    "Invalid patience: nothing is held out to judge by. Give --holdout, for"
                            + " instance 0.1.");
        }
    }

    /** Judged by the labels as they were observed. */
    public HoldOut(double share, int patience) {
        this(share, patience, Labels.OBSERVED);
    }

    /** The number of held-out images among all images of the split. */
    public int images(int all) {
        return new HeldOutShare(share).images(all);
    }
}
