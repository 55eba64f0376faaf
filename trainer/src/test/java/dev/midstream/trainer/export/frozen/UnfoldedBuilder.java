package dev.midstream.trainer.export.frozen;

import dev.midstream.trainer.graph.operations.Operations;
import dev.midstream.trainer.graph.operations.UnweightedLayers;
import dev.midstream.trainer.graph.step.MixedParameters;
import dev.midstream.trainer.network.Kernel;
import dev.midstream.trainer.network.Norm;
import dev.midstream.trainer.network.ParameterLayout;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Builds a network as it is evaluated, with batch norms as operations of their own. */
final class UnfoldedBuilder extends UnweightedLayers {
    private final MixedParameters weights;
    private final BatchNormStatistics statistics;

    UnfoldedBuilder(Ops tf, ParameterLayout layout, PointParameters point) {
        super(tf);
        this.statistics = point.statistics();
        float[][] ones = new float[layout.modules().size()][1];
        for (float[] row : ones) {
            row[0] = 1;
        }
        this.weights =
                new MixedParameters(
                        tf,
                        layout,
                        tf.constant(new float[][] {point.parameters()}),
                        tf.constant(ones));
    }

    @Override
    public Operand<TFloat32> normalisedConvolution(
            String name, Operand<TFloat32> input, Kernel kernel, Norm norm) {
        if (norm == Norm.GROUP) {
            return groupNorm(name + ".gn", convolution(name, input, kernel), kernel.filters());
        }
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

    /** In five dimensions, as the article defines it. */
    private Operand<TFloat32> groupNorm(String module, Operand<TFloat32> input, int channels) {
        int groups = Norm.groups(channels);
        Operand<TInt32> shape = tf.shape(input);
        Operand<TInt32> grouped =
                tf.concat(
                        List.of(
                                tf.slice(
                                        shape,
                                        tf.constant(new int[] {0}),
                                        tf.constant(new int[] {3})),
                                tf.constant(new int[] {groups, channels / groups})),
                        tf.constant(0));
        Operand<TFloat32> x = tf.reshape(input, grouped);
        Operand<TInt32> axes = tf.constant(new int[] {1, 2, 4});
        Operand<TFloat32> mean = tf.math.mean(x, axes, Mean.keepDims(true));
        Operand<TFloat32> variance =
                tf.math.mean(tf.math.squaredDifference(x, mean), axes, Mean.keepDims(true));
        Operand<TFloat32> normalised =
                tf.math.div(
                        tf.math.sub(x, mean),
                        tf.math.sqrt(tf.math.add(variance, tf.constant(1e-5f))));
        List<Operand<TFloat32>> scaleAndShift = weights.scaleAndShift(module, channels);
        return tf.math.add(
                tf.math.mul(tf.reshape(normalised, shape), scaleAndShift.get(0)),
                scaleAndShift.get(1));
    }

    @Override
    public Operand<TFloat32> convolution(String name, Operand<TFloat32> input, Kernel kernel) {
        return Operations.convolution(tf, input, weights.kernel(name + ".conv"), kernel);
    }
}
