package dev.midstream.trainer.graph.operations;

import dev.midstream.trainer.network.Norm;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Group norm: every image's pixels of a group of channels get mean 0 and variance 1, then every
 * channel its scale and shift. Source: Wu and He 2018, "Group Normalization".
 */
public final class GroupNormalisation {
    private final Ops tf;
    private final int channels;
    private final int groups;

    public GroupNormalisation(Ops tf, int channels) {
        this.tf = tf;
        this.channels = channels;
        this.groups = Norm.groups(channels);
    }

    /**
     * Normalises.
     *
     * @param input {@code [batch, height, width, channels]}
     * @param scaleAndShift two vectors, {@code [channels]} each
     */
    public Operand<TFloat32> of(Operand<TFloat32> input, List<Operand<TFloat32>> scaleAndShift) {
        Operand<TFloat32> centred = tf.math.sub(input, groupMean(input));
        Operand<TFloat32> variance = groupMean(tf.math.square(centred));
        Operand<TFloat32> inverse =
                tf.math.rsqrt(Operations.add(tf, variance, tf.constant(UnweightedLayers.EPSILON)));
        Operand<TFloat32> factor = tf.math.mul(inverse, scaleAndShift.get(0));
        return Operations.add(tf, tf.math.mul(centred, factor), scaleAndShift.get(1));
    }

    /** The mean of each channel's group, {@code [batch, 1, 1, channels]}: pixels first. */
    private Operand<TFloat32> groupMean(Operand<TFloat32> input) {
        int inGroup = channels / groups;
        Operand<TFloat32> byChannel = tf.math.mean(input, tf.constant(new int[] {1, 2}));
        Operand<TFloat32> byGroup =
                tf.math.mean(
                        tf.reshape(byChannel, tf.constant(new int[] {-1, groups, inGroup})),
                        tf.constant(2),
                        Mean.keepDims(true));
        float[] ones = new float[inGroup];
        Arrays.fill(ones, 1);
        Operand<TFloat32> spread = tf.math.mul(byGroup, tf.constant(ones));
        return tf.reshape(spread, tf.constant(new int[] {-1, 1, 1, channels}));
    }
}
