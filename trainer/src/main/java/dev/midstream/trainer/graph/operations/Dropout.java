package dev.midstream.trainer.graph.operations;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Drops values at random and scales the others, which leaves the expectation as it was. What is
 * dropped depends on the seed and on the position in the network alone, so that a step can be
 * repeated.
 */
public final class Dropout {
    private final double rate;
    private final Operand<TInt64> seed;
    private long places;

    /**
     * Dropout for every position in a network that asks for it.
     *
     * @param rate the share of values dropped: from 0, below 1
     * @param seed a scalar
     */
    public Dropout(double rate, Operand<TInt64> seed) {
        this.rate = rate;
        this.seed = seed;
    }

    /** The values, some of them dropped. Every call has a mask of its own. */
    public Operand<TFloat32> of(Ops tf, Operand<TFloat32> values) {
        if (rate == 0) {
            return values;
        }
        Operand<TInt64> place = tf.constant(places);
        places++;
        Operand<TFloat32> uniform =
                tf.random.statelessRandomUniform(tf.shape(values), tf.stack(List.of(seed, place)));
        Operand<TFloat32> kept =
                tf.dtypes.cast(
                        tf.math.greaterEqual(uniform, tf.constant((float) rate)), TFloat32.class);
        Operand<TFloat32> factors = tf.math.mul(kept, tf.constant((float) (1 / (1 - rate))));
        return tf.math.mul(values, tf.stopGradient(factors));
    }
}
