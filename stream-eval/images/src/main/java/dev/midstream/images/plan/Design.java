package dev.midstream.images.plan;

/** Which of the conditions each image is shown under. */
public sealed interface Design {
    /** Each image under every condition: the figures of every cell, and their mean. */
    record EveryCondition() implements Design {}

    /**
     * Each image under one condition, drawn at random and independently of the image: the mean over
     * the cells from a fraction of the images that {@link EveryCondition} takes, but not each cell.
     *
     * @param cleanShare probability that an image is shown as it is, in [0, 1), where clean images
     *     are among the conditions; all others are equally probable
     */
    record OneCondition(double cleanShare) implements Design {
        /** The share of clean images when none is asked for. */
        public static final double DEFAULT_CLEAN_SHARE = 0.1;

        /**
         * Checks the share.
         *
         * @throws IllegalArgumentException if it is out of range, with a message for the user
         */
        public OneCondition {
            if (!(cleanShare >= 0 && cleanShare < 1)) {
                throw new IllegalArgumentException(
                        "Invalid clean share: "
                                + cleanShare
                                + ". Use a share of at least 0 and less than 1.");
            }
        }
    }

    /** Each image under every condition. */
    Design EVERY_CONDITION = new EveryCondition();
}
