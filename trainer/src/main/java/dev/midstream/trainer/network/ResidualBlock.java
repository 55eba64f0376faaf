package dev.midstream.trainer.network;

/**
 * A residual block: convolutions whose result is added to the block's input.
 *
 * <p>Source: He et al. 2016, "Deep Residual Learning for Image Recognition".
 *
 * @param name the prefix of the names of its modules
 * @param filters output channels
 * @param stride of the block, in pixels
 */
record ResidualBlock(String name, int filters, int stride, Shortcut shortcut, Norm norm) {
    /** How the input reaches the sum. */
    enum Shortcut {
        /** Unchanged, which requires a stride of 1 and as many channels as the output has. */
        IDENTITY,
        /** Through a normalised 1x1 convolution of the block's stride (option B). */
        PROJECTION
    }

    /**
     * A block of a stage, all of whose blocks have as many channels. The first of every stage but
     * the first halves height and width, and has a projection.
     *
     * @param stage from 0
     * @param block from 0
     */
    static ResidualBlock at(int stage, int block, int filters, Norm norm) {
        boolean halving = stage > 0 && block == 0;
        return new ResidualBlock(
                name(stage, block),
                filters,
                halving ? 2 : 1,
                halving ? Shortcut.PROJECTION : Shortcut.IDENTITY,
                norm);
    }

    /** The name of a block, given stage and block from 0. */
    static String name(int stage, int block) {
        return "stage" + (stage + 1) + ".block" + (block + 1);
    }

    /** Two 3x3 convolutions, the first with the block's stride. */
    <T> T basic(NetworkBuilder<T> layers, T input) {
        T first = convolution(layers, "first", input, new Kernel(3, filters, stride));
        T second = convolution(layers, "second", layers.relu(first), new Kernel(3, filters, 1));
        return sum(layers, second, input);
    }

    /**
     * A 1x1 convolution to {@code inner} channels, a 3x3 one with the block's stride, and a 1x1 one
     * to the output's channels.
     */
    <T> T bottleneck(NetworkBuilder<T> layers, T input, int inner) {
        T first = convolution(layers, "first", input, new Kernel(1, inner, 1));
        T second = convolution(layers, "second", layers.relu(first), new Kernel(3, inner, stride));
        T third = convolution(layers, "third", layers.relu(second), new Kernel(1, filters, 1));
        return sum(layers, third, input);
    }

    private <T> T sum(NetworkBuilder<T> layers, T output, T input) {
        T passed =
                switch (shortcut) {
                    case IDENTITY -> input;
                    case PROJECTION ->
                            convolution(layers, "shortcut", input, new Kernel(1, filters, stride));
                };
        return layers.relu(layers.add(layers.dropout(output), passed));
    }

    private <T> T convolution(NetworkBuilder<T> layers, String part, T input, Kernel kernel) {
        return layers.normalisedConvolution(name + "." + part, input, kernel, norm);
    }
}
