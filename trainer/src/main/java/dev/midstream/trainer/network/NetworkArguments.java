package dev.midstream.trainer.network;

/** Checks of the arguments that all networks have. */
final class NetworkArguments {
    private NetworkArguments() {}

    static void check(int width, int classes) {
        if (width < 1) {
            throw new IllegalArgumentException(
                    "Invalid width of a network: " + width + ". Use at least 1.");
        }
        if (classes < 2) {
            throw new IllegalArgumentException(
                    "Invalid number of classes: " + classes + ". A classifier needs at least 2.");
        }
    }
}
