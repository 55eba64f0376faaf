package dev.midstream.trainer.graph.operations;

import dev.midstream.trainer.network.NetworkBuilder;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The layers of a TensorFlow graph that have no parameters and are the same in every graph. */
public abstract class UnweightedLayers implements NetworkBuilder<Operand<TFloat32>> {
    /** Adds operations to the graph. */
    protected final Ops tf;

    /** Added to a variance before its root is taken, as everywhere in this trainer. */
    public static final float EPSILON = 1e-5f;

    protected UnweightedLayers(Ops tf) {
        this.tf = tf;
    }

    @Override
    public final Operand<TFloat32> relu(Operand<TFloat32> input) {
        return tf.nn.relu(input);
    }

    @Override
    public final Operand<TFloat32> add(Operand<TFloat32> left, Operand<TFloat32> right) {
        return Operations.add(tf, left, right);
    }

    @Override
    public final Operand<TFloat32> maxPool(Operand<TFloat32> input) {
        return Operations.maxPool(tf, input);
    }

    @Override
    public final Operand<TFloat32> globalMean(Operand<TFloat32> input) {
        return Operations.globalMean(tf, input);
    }
}
