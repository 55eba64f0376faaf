package dev.midstream.trainer.network;

/**
 * A residual network for small images: a 3x3 stem and three stages of {@code (depth - 2) / 6} basic
 * blocks with {@code width}, {@code 2 width} and {@code 4 width} channels, the last two at half the
 * size of the one before. The shortcut of a shrinking block is a normalised 1x1 convolution, and
 * the classifier a 1x1 convolution without bias, so that every weight belongs to the subspace.
 *
 * <p>Source: He et al. 2016, "Deep Residual Learning for Image Recognition", section 4.2, with
 * option B shortcuts, as in Wortsman et al. 2021, "Learning Neural Network Subspaces".
 *
 * @param depth convolutions on the longest path: 6n + 2
 * @param width channels of the stem and the first stage
 * @param classes number of classes
 */
public record CifarResNet(int depth, int width, Norm norm, int classes) implements Network {
    private static final int STAGES = 3;

    public CifarResNet {
        if (depth < 8 || depth % 6 != 2) {
            throw new IllegalArgumentException(
                    "Invalid depth of a cresnet: "
                            + depth
                            + ". Use 6n + 2, for instance 8, 14, 20, 32, 44 or 56.");
        }
        NetworkArguments.check(width, classes);
    }

    /** The network with batch norms. */
    public CifarResNet(int depth, int width, int classes) {
        this(depth, width, Norm.BATCH, classes);
    }

    @Override
    public String name() {
        return "cresnet" + depth + "-w" + width + norm.suffix();
    }

    @Override
    public <T> T build(NetworkBuilder<T> layers, T input) {
        Kernel stem = new Kernel(3, width, 1);
        T x = layers.relu(layers.normalisedConvolution("stem", input, stem, norm));
        int blocks = (depth - 2) / 6;
        for (int stage = 0; stage < STAGES; stage++) {
            for (int block = 0; block < blocks; block++) {
                x = ResidualBlock.at(stage, block, width << stage, norm).basic(layers, x);
            }
        }
        return layers.convolution("head", layers.globalMean(x), new Kernel(1, classes, 1));
    }
}
