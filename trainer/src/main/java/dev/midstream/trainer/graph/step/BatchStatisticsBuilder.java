package dev.midstream.trainer.graph.step;

import dev.midstream.trainer.graph.operations.Dropout;
import dev.midstream.trainer.graph.operations.GroupNormalisation;
import dev.midstream.trainer.graph.operations.Operations;
import dev.midstream.trainer.graph.operations.UnweightedLayers;
import dev.midstream.trainer.network.Kernel;
import dev.midstream.trainer.network.Norm;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/**
 * Builds a network as it is trained: batch norms normalise by the statistics of the current batch,
 * which can be fetched.
 */
final class BatchStatisticsBuilder extends UnweightedLayers {
    private final MixedParameters parameters;
    private final Dropout dropout;
    private final List<String> modules = new ArrayList<>();
    private final List<Operand<TFloat32>> means = new ArrayList<>();
    private final List<Operand<TFloat32>> variances = new ArrayList<>();

    BatchStatisticsBuilder(Ops tf, MixedParameters parameters, Dropout dropout) {
        super(tf);
        this.parameters = parameters;
        this.dropout = dropout;
    }

    @Override
    public Operand<TFloat32> normalisedConvolution(
            String name, Operand<TFloat32> input, Kernel kernel, Norm norm) {
        Operand<TFloat32> output = convolution(name, input, kernel);
        int channels = kernel.filters();
        return switch (norm) {
            case BATCH -> batchNorm(name + ".bn", output, channels);
            case GROUP ->
                    new GroupNormalisation(tf, channels)
                            .of(output, parameters.scaleAndShift(name + ".gn", channels));
        };
    }

    private Operand<TFloat32> batchNorm(String module, Operand<TFloat32> input, int channels) {
        List<Operand<TFloat32>> scaleAndShift = parameters.scaleAndShift(module, channels);
        Operand<TFloat32> none = tf.constant(new float[0]);
        FusedBatchNorm<TFloat32, TFloat32> normalised =
                tf.nn.fusedBatchNorm(
                        input,
                        scaleAndShift.get(0),
                        scaleAndShift.get(1),
                        none,
                        none,
                        FusedBatchNorm.isTraining(true),
                        FusedBatchNorm.epsilon(EPSILON));
        modules.add(module);
        means.add(normalised.batchMean());
        variances.add(normalised.batchVariance());
        return normalised.y();
    }

    @Override
    public Operand<TFloat32> convolution(String name, Operand<TFloat32> input, Kernel kernel) {
        return Operations.convolution(tf, input, parameters.kernel(name + ".conv"), kernel);
    }

    @Override
    public Operand<TFloat32> dropout(Operand<TFloat32> input) {
        return dropout.of(tf, input);
    }

    /** The batch norms of the network, in order. */
    List<String> batchNorms() {
        return modules;
    }

    /** All batch means, one after the other, {@code [channels of all batch norms]}. */
    Operand<TFloat32> means() {
        return concatenated(means);
    }

    /** All unbiased batch variances, one after the other. */
    Operand<TFloat32> variances() {
        return concatenated(variances);
    }

    /** A network without batch norms has no statistics. */
    private Operand<TFloat32> concatenated(List<Operand<TFloat32>> parts) {
        return switch (parts.size()) {
            case 0 -> tf.constant(new float[0]);
            case 1 -> parts.get(0);
            default -> tf.concat(parts, tf.constant(0));
        };
    }
}
