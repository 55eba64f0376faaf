package dev.midstream.images.dataset;

/**
 * What is kept from training to judge it by, after every epoch, at the subspace's midpoint.
 *
 * @param share of the training images, from 0, below 1
 * @param patience epochs without a lower loss on them after which a run ends and goes back to its
 *     best epoch; 0 never ends one
 */
public record HoldOut(double share, int patience) {
    /** Nothing is held out. */
    public static final HoldOut NONE = new HoldOut(0, 0);

    public HoldOut {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "Invalid share held out: " + share + ". Use a number from 0, below 1.");
        }
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

    /** How many of so many images are held out. */
    public int images(int all) {
        return (int) Math.round(share * all);
    }
}
