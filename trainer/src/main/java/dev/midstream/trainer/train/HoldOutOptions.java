package dev.midstream.trainer.train;

import dev.midstream.trainer.recipe.HoldOut;
import picocli.CommandLine.Option;

/** Options of held-out images, which measure the progress of a run. */
final class HoldOutOptions {
    @Option(
            names = "--holdout",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Share of the training images held out, from 0, below 1; loss and accuracy of"
                            + " the midpoint on them are recorded after every epoch (default:"
                            + " ${DEFAULT-VALUE}).")
    private double share;

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            defaultValue = "0",
            description =
                    "Stop after so many epochs without a lower loss on the images held out, and go"
                            + " back to the best epoch (default: ${DEFAULT-VALUE}, never).")
    private int patience;

    @Option(
            names = "--holdout-labels",
            paramLabel = "KIND",
            defaultValue = "observed",
            description =
                    "Labels that the images held out are judged by: observed, which are as noisy as"
                            + " those that are learnt, or clean (default: ${DEFAULT-VALUE}).")
    private HoldOut.Labels labels = HoldOut.Labels.OBSERVED;

    /**
     * The held-out images.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    HoldOut holdOut() {
        return new HoldOut(share, patience, labels);
    }
}
