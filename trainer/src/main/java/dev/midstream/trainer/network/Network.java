package dev.midstream.trainer.network;

/** A convolutional classifier, described independently of what is computed with it. */
public interface Network {
    /**
     * The name in manifests and messages, for instance {@code cresnet20-w16}; {@link
     * Networks#named} takes it.
     */
    String name();

    /** How its convolutions are normalised. */
    Norm norm();

    /** Number of classes, which is the number of channels of what {@link #build} returns. */
    int classes();

    /**
     * Describes the network from its normalised input {@code [batch, height, width, channel]}.
     *
     * @return the logits, {@code [batch, 1, 1, classes]}
     */
    <T> T build(NetworkBuilder<T> layers, T input);
}
