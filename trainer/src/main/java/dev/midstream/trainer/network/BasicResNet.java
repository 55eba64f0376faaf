package dev.midstream.trainer.network;

import java.util.List;

/**
 * The residual network of 18 or 34 layers, fitted to images of 64 pixels: a 3x3 stem of stride 1
 * without pooling, then four stages of basic blocks with {@code width} to {@code 8 width} channels,
 * each but the first at half the size of the one before. The classifier is a 1x1 convolution
 * without bias, so that every weight belongs to the subspace.
 *
 * <p>Source: He et al. 2016, "Deep Residual Learning for Image Recognition", table 1; the stem is
 * that of Wortsman et al. 2021, "Learning Neural Network Subspaces", for TinyImageNet.
 *
 * @param blocks blocks of each stage
 * @param width channels of the stem and the first stage
 * @param classes number of classes
 */
public record BasicResNet(List<Integer> blocks, int width, Norm norm, int classes)
        implements Network {
    public BasicResNet {
        blocks = List.copyOf(blocks);
        NetworkArguments.check(width, classes);
    }

    /** ResNet-18. */
    public static BasicResNet resnet18(int width, Norm norm, int classes) {
        return new BasicResNet(List.of(2, 2, 2, 2), width, norm, classes);
    }

    @Override
    public String name() {
        int depth = 2 + 2 * blocks.stream().mapToInt(Integer::intValue).sum();
        return "resnet" + depth + "-w" + width + norm.suffix();
    }

    @Override
    public <T> T build(NetworkBuilder<T> layers, T input) {
        Kernel stem = new Kernel(3, width, 1);
        T x = layers.relu(layers.normalisedConvolution("stem", input, stem, norm));
        for (int stage = 0; stage < blocks.size(); stage++) {
            for (int block = 0; block < blocks.get(stage); block++) {
                x = ResidualBlock.at(stage, block, width << stage, norm).basic(layers, x);
            }
        }
        return layers.convolution("head", layers.globalMean(x), new Kernel(1, classes, 1));
    }
}
