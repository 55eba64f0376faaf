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
public record CifarResNet(int depth, int width, int classes) implements Network {
    private static final int STAGES = 3;

    public CifarResNet {
        if (depth < 8 || depth % 6 != 2) {
            throw new IllegalArgumentException(
                    "Invalid depth of a cresnet: "
                            + depth
                            + ". Use 6n + 2, for instance 8, 14, 20, 32, 44 or 56.");
        }
        if (width < 1) {
            throw new IllegalArgumentException(
                    "Invalid width of a cresnet: " + width + ". Use at least 1.");
        }
        if (classes < 2) {
            throw new IllegalArgumentException(
                    "Invalid number of classes: " + classes + ". A classifier needs at least 2.");
        }
    }

    @Override
    public String name() {
        return "cresnet" + depth + "-w" + width;
    }

    @Override
    public <T> T build(NetworkBuilder<T> layers, T input) {
        T x = layers.relu(layers.normalisedConvolution("stem", input, new Kernel(3, width, 1)));
        int blocks = (depth - 2) / 6;
        for (int stage = 0; stage < STAGES; stage++) {
            for (int block = 0; block < blocks; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                String name = "stage" + (stage + 1) + ".block" + (block + 1);
                x = block(layers, name, x, width << stage, stride);
            }
        }
        return layers.convolution("head", layers.globalMean(x), new Kernel(1, classes, 1));
    }

    private static <T> T block(
            NetworkBuilder<T> layers, String name, T input, int filters, int stride) {
        T x = layers.normalisedConvolution(name + ".first", input, new Kernel(3, filters, stride));
        x =
                layers.normalisedConvolution(
                        name + ".second", layers.relu(x), new Kernel(3, filters, 1));
        T shortcut =
                stride == 1
                        ? input
                        : layers.normalisedConvolution(
                                name + ".shortcut", input, new Kernel(1, filters, stride));
        return layers.relu(layers.add(layers.dropout(x), shortcut));
    }
}
