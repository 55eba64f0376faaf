package dev.midstream.images.dataset;

/**
 * The share of a training split that is not trained on, but kept for judging and for fitting
 * temperatures.
 *
 * @param share of the images, from 0 (none), below 1
 */
public record HeldOutShare(double share) {
    /** Nothing is held out. */
    public static final HeldOutShare NONE = new HeldOutShare(0);

    public HeldOutShare {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "Invalid share held out: " + share + ". Use a number from 0, below 1.");
        }
    }

    /** The number of held-out images among {@code all} images of the split. */
    public int images(int all) {
        return (int) Math.round(share * all);
    }
}
