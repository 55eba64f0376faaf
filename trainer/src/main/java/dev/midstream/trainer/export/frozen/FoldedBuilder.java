package dev.midstream.trainer.export.frozen;

import dev.midstream.trainer.graph.operations.GroupNormalisation;
import dev.midstream.trainer.graph.operations.Operations;
import dev.midstream.trainer.graph.operations.UnweightedLayers;
import dev.midstream.trainer.network.Kernel;
import dev.midstream.trainer.network.Norm;
import dev.midstream.trainer.network.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Builds one point of a subspace with constant parameters, each batch norm folded into the
 * convolution before it: {@code kernel * scale / sqrt(variance + epsilon)}, and a bias of {@code
 * shift - mean * scale / sqrt(variance + epsilon)}. A group norm depends on the image, so it stays
 * an operation.
 */
final class FoldedBuilder extends UnweightedLayers {
    private final ParameterLayout layout;
    private final PointParameters point;

    FoldedBuilder(Ops tf, ParameterLayout layout, PointParameters point) {
        super(tf);
        this.layout = layout;
        this.point = point;
    }

    @Override
    public Operand<TFloat32> normalisedConvolution(
            String name, Operand<TFloat32> input, Kernel kernel, Norm norm) {
        return switch (norm) {
            case BATCH -> folded(name, input, kernel);
            case GROUP -> groupNorm(name + ".gn", convolution(name, input, kernel), kernel);
        };
    }

    private Operand<TFloat32> groupNorm(String module, Operand<TFloat32> input, Kernel kernel) {
        int channels = kernel.filters();
        float[] parameters = parameters(module);
        List<Operand<TFloat32>> scaleAndShift =
                List.of(
                        tf.constant(Arrays.copyOf(parameters, channels)),
                        tf.constant(Arrays.copyOfRange(parameters, channels, 2 * channels)));
        return new GroupNormalisation(tf, channels).of(input, scaleAndShift);
    }

    private Operand<TFloat32> folded(String name, Operand<TFloat32> input, Kernel kernel) {
        String batchNorm = name + ".bn";
        int filters = kernel.filters();
        float[] scaleAndShift = parameters(batchNorm);
        double[] factors = new double[filters];
        float[] bias = new float[filters];
        for (int i = 0; i < filters; i++) {
            double deviation =
                    Math.sqrt(point.statistics().variance(batchNorm, i) + UnweightedLayers.EPSILON);
            factors[i] = scaleAndShift[i] / deviation;
            double mean = point.statistics().mean(batchNorm, i);
            bias[i] = (float) (scaleAndShift[filters + i] - mean * factors[i]);
        }
        float[] weights = parameters(name + ".conv");
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (weights[i] * factors[i % filters]);
        }
        Operand<TFloat32> output =
                Operations.convolution(tf, input, kernel(weights, kernel), kernel);
        return tf.nn.biasAdd(output, tf.constant(bias));
    }

    @Override
    public Operand<TFloat32> convolution(String name, Operand<TFloat32> input, Kernel kernel) {
        Operand<TFloat32> weights = kernel(parameters(name + ".conv"), kernel);
        return Operations.convolution(tf, input, weights, kernel);
    }

    private float[] parameters(String module) {
        int index = layout.index(module);
        int offset = layout.offset(index);
        return Arrays.copyOfRange(
                point.parameters(), offset, offset + layout.modules().get(index).length());
    }

    private Operand<TFloat32> kernel(float[] weights, Kernel kernel) {
        long inputs = weights.length / ((long) kernel.size() * kernel.size() * kernel.filters());
        Shape shape = Shape.of(kernel.size(), kernel.size(), inputs, kernel.filters());
        return tf.constant(shape, DataBuffers.of(weights, true, false));
    }
}
