package dev.midstream.trainer.network;

import java.util.List;

/**
 * The residual network of 50 and more layers for images of 224 pixels: a 7x7 stem and a 3x3
 * maximum, both of stride 2, then four stages of bottleneck blocks with {@code 4 width} to {@code
 * 32 width} channels, each but the first at half the size of the one before. The stride is that of
 * the 3x3 convolutions, as in torchvision. The classifier is a 1x1 convolution without bias, so
 * that every weight belongs to the subspace.
 *
 * <p>Sources: He et al. 2016, "Deep Residual Learning for Image Recognition", table 1; Zagoruyko
 * and Komodakis 2016, "Wide Residual Networks".
 *
 * @param blocks blocks of each stage
 * @param widening how many times wider than usual the inside of a block is
 * @param width channels of the stem, and inside the blocks of the first stage before widening
 * @param classes number of classes
 */
public record BottleneckResNet(
        List<Integer> blocks, int widening, int width, Norm norm, int classes) implements Network {
    private static final int EXPANSION = 4;
    private static final List<Integer> FIFTY = List.of(3, 4, 6, 3);

    public BottleneckResNet {
        blocks = List.copyOf(blocks);
        NetworkArguments.check(width, classes);
    }

    /** ResNet-50. */
    public static BottleneckResNet resnet50(int width, Norm norm, int classes) {
        return new BottleneckResNet(FIFTY, 1, width, norm, classes);
    }

    /** WideResNet50-2: ResNet-50, its blocks twice as wide inside. */
    public static BottleneckResNet wideResnet50(int width, Norm norm, int classes) {
        return new BottleneckResNet(FIFTY, 2, width, norm, classes);
    }

    @Override
    public String name() {
        int depth = 2 + 3 * blocks.stream().mapToInt(Integer::intValue).sum();
        String family = widening == 1 ? "resnet" + depth : "wideresnet" + depth + "-" + widening;
        return family + "-w" + width + norm.suffix();
    }

    @Override
    public <T> T build(NetworkBuilder<T> layers, T input) {
        Kernel stem = new Kernel(7, width, 2);
        T x = layers.relu(layers.normalisedConvolution("stem", input, stem, norm));
        x = layers.maxPool(x);
        for (int stage = 0; stage < blocks.size(); stage++) {
            for (int block = 0; block < blocks.get(stage); block++) {
                x = block(stage, block).bottleneck(layers, x, (widening * width) << stage);
            }
        }
        return layers.convolution("head", layers.globalMean(x), new Kernel(1, classes, 1));
    }

    private ResidualBlock block(int stage, int block) {
        int filters = (EXPANSION * width) << stage;
        int stride = stage > 0 && block == 0 ? 2 : 1;
        return new ResidualBlock(
                ResidualBlock.name(stage, block),
                filters,
                stride,
                block == 0 ? ResidualBlock.Shortcut.PROJECTION : ResidualBlock.Shortcut.IDENTITY,
                norm);
    }
}
