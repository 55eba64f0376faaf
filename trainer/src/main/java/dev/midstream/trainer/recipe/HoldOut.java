package dev.midstream.trainer.recipe;

import dev.midstream.images.dataset.HeldOutShare;

/**
 * The training images that are held out to judge the subspace's midpoint after every epoch.
 *
 * @param share of the training images, see {@link HeldOutShare}
 * @param patience epochs without a lower loss on them after which a run ends and returns to its
 *     best epoch; 0 for never
 */
public record HoldOut(double share, int patience) {
    /** Nothing is held out. */
    public static final HoldOut NONE = new HoldOut(0, 0);

    public HoldOut {
        share = new HeldOutShare(share).share();
        if (patience < 0) {
            throw new IllegalArgumentException(
                    "Invalid patience: " + patience + ". Use a number of epochs from 0.");
        }
        if (patience > 0 && share == 0) {
            throw new IllegalArgumentException(
                    "Invalid patience: nothing is held out to judge by. Give --holdout, for"
                            + " instance 0.1.");
        }
    }

    /** The number of held-out images among all images of the split. */
    public int images(int all) {
        return new HeldOutShare(share).images(all);
    }
}
