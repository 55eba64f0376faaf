package dev.midstream.trainer.graph;

import dev.midstream.trainer.network.Kernel;
import dev.midstream.trainer.network.NetworkBuilder;
import dev.midstream.trainer.network.ParameterLayout;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/** Builds a network as it is evaluated, with batch norms as operations of their own. */
final class UnfoldedBuilder implements NetworkBuilder<Operand<TFloat32>> {
    private final Ops tf;
    private final SubspaceWeights weights;
    private final BatchNormStatistics statistics;

    UnfoldedBuilder(Ops tf, ParameterLayout layout, PointWeights point) {
        this.tf = tf;
        this.statistics = point.statistics();
        float[][] ones = new float[layout.modules().size()][1];
        for (float[] row : ones) {
            row[0] = 1;
        }
        this.weights =
                new SubspaceWeights(
                        tf,
                        layout,
                        tf.constant(new float[][] {point.weights()}),
                        tf.constant(ones));
    }

    @Override
    public Operand<TFloat32> normalisedConvolution(
            String name, Operand<TFloat32> input, Kernel kernel) {
        String module = name + ".bn";
        List<Operand<TFloat32>> scaleAndShift = weights.scaleAndShift(module, kernel.filters());
        float[] means = new float[kernel.filters()];
        float[] variances = new float[kernel.filters()];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) statistics.mean(module, i);
            variances[i] = (float) statistics.variance(module, i);
        }
        return tf.nn.fusedBatchNorm(
                        convolution(name, input, kernel),
                        scaleAndShift.get(0),
                        scaleAndShift.get(1),
                        tf.constant(means),
                        tf.constant(variances),
                        FusedBatchNorm.isTraining(false),
                        FusedBatchNorm.epsilon(1e-5f))
                .y();
    }

    @Override
    public Operand<TFloat32> convolution(String name, Operand<TFloat32> input, Kernel kernel) {
        return Operations.convolution(tf, input, weights.kernel(name + ".conv"), kernel);
    }

    @Override
    public Operand<TFloat32> relu(Operand<TFloat32> input) {
        return tf.nn.relu(input);
    }

    @Override
    public Operand<TFloat32> add(Operand<TFloat32> left, Operand<TFloat32> right) {
        return Operations.add(tf, left, right);
    }

    @Override
    public Operand<TFloat32> globalMean(Operand<TFloat32> input) {
        return Operations.globalMean(tf, input);
    }
}
