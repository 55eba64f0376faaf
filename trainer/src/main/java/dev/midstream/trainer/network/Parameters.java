package dev.midstream.trainer.network;

/**
 * The parameters of one module of a network, which share one row of mixing weights.
 *
 * <p>Parameters are in a row of {@code theta [endpoints, P]}, at {@code offset} and the {@code
 * length} values that follow.
 */
public sealed interface Parameters permits Parameters.Convolution, Parameters.ScaleAndShift {
    /** The module's name, unique in its network. */
    String module();

    /** Number of values. */
    int length();

    /** A kernel, {@code [size, size, inputs, outputs]} in row-major order. */
    record Convolution(String module, int size, int inputs, int outputs) implements Parameters {
        @Override
        public int length() {
            return size * size * inputs * outputs;
        }

        /** The number of values that feed one output: {@code size * size * inputs}. */
        public int fanIn() {
            return size * size * inputs;
        }
    }

    /** A normalisation's scale (gamma) {@code [channels]} and after it its shift (beta). */
    sealed interface ScaleAndShift extends Parameters {
        /** Number of channels. */
        int channels();

        @Override
        default int length() {
            return 2 * channels();
        }
    }

    /** A batch norm. */
    record BatchNorm(String module, int channels) implements ScaleAndShift {}

    /** A group norm, over {@link Norm#groups} of its channels. */
    record GroupNorm(String module, int channels) implements ScaleAndShift {}
}
