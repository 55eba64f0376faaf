package dev.midstream.trainer.network;

/** What a description of a network asks for, without computing anything. */
final class Kernels implements NetworkBuilder<Integer> {
    private Kernels() {}

    /** How many pixels of the input one pixel before the global mean stands for, on a side. */
    static int strides(Network network) {
        return network.build(new Kernels(), 1);
    }

    @Override
    public Integer normalisedConvolution(String name, Integer input, Kernel kernel, Norm norm) {
        return convolution(name, input, kernel);
    }

    @Override
    public Integer convolution(String name, Integer input, Kernel kernel) {
        return input * kernel.stride();
    }

    @Override
    public Integer relu(Integer input) {
        return input;
    }

    @Override
    public Integer add(Integer left, Integer right) {
        return Math.max(left, right);
    }

    @Override
    public Integer maxPool(Integer input) {
        return 2 * input;
    }

    @Override
    public Integer globalMean(Integer input) {
        return input;
    }
}
