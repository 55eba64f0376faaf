package dev.midstream.trainer.network;

/**
 * The layers that a {@link Network} is described with. What a description yields depends on the
 * builder: shapes, a training graph, or a graph with folded constants.
 *
 * <p>Activations are {@code [batch, height, width, channel]}. Convolutions are padded equally on
 * every side whatever their stride: 7x7 by three pixels, 3x3 by one, 1x1 by none.
 *
 * @param <T> what stands for an activation
 */
public interface NetworkBuilder<T> {
    /**
     * Convolves without bias and normalises the result.
     *
     * @param name unique in the network; its modules are {@code name.conv}, and {@code name.bn} for
     *     a batch norm or {@code name.gn} for a group norm
     */
    T normalisedConvolution(String name, T input, Kernel kernel, Norm norm);

    /** Convolves without bias. The module is {@code name.conv}. */
    T convolution(String name, T input, Kernel kernel);

    /** Rectifies: {@code max(input, 0)}. */
    T relu(T input);

    /** Adds two activations of one shape. */
    T add(T left, T right);

    /** Marks where training with dropout drops values: the end of a residual branch. */
    default T dropout(T input) {
        return input;
    }

    /** The maximum of every 3x3 pixels at stride 2, of those that exist at the border. */
    T maxPool(T input);

    /** Averages over height and width, both of which become 1. */
    T globalMean(T input);
}
