package dev.midstream.trainer.network;

/**
 * The form of a convolution: a square kernel of odd size, a number of output channels, and a
 * stride.
 *
 * @param size height and width of the kernel, in pixels
 * @param filters output channels
 * @param stride step in both directions, in pixels
 */
public record Kernel(int size, int filters, int stride) {
    public Kernel {
        if (size < 1 || size % 2 == 0 || filters < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "Invalid kernel: size " + size + ", filters " + filters + ", stride " + stride);
        }
    }

    /** Pixels added on every side, so that stride 1 keeps the size. */
    public int padding() {
        return (size - 1) / 2;
    }

    /** The length of an output side, given an input side, both in pixels. */
    public int outputLength(int inputLength) {
        return (inputLength + 2 * padding() - size) / stride + 1;
    }
}
