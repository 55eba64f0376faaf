package dev.midstream.trainer.graph.operations;

import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.network.Kernel;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * The operations that networks consist of, in the forms that have gradients and that TensorFlow
 * fuses. {@code Ops} itself emits {@code PadV2} and {@code Add} where {@code Pad} and {@code AddV2}
 * are wanted.
 */
public final class Operations {
    private static final float MAX_PIXEL = 255;

    private Operations() {}

    public static Operand<TFloat32> add(Ops tf, Operand<TFloat32> left, Operand<TFloat32> right) {
        return tf.scope()
                .opBuilder("AddV2", "Add")
                .addInput(left.asOutput())
                .addInput(right.asOutput())
                .build()
                .output(0);
    }

    /**
     * A convolution, padded by hand with the same number of zeros on every side: {@code SAME} pads
     * an even length at stride 2 on one side only, and explicit padding has no gradient.
     */
    public static Operand<TFloat32> convolution(
            Ops tf, Operand<TFloat32> input, Operand<TFloat32> weights, Kernel kernel) {
        if (kernel.size() == 1 && kernel.stride() > 1) {
            // The result is the same. On processors with AVX2 alone, oneDNN's gradient of a 1x1
            // kernel with a stride is occasionally wrong if it uses more than one thread.
            Operand<TFloat32> sampled = everyNth(tf, input, kernel.stride());
            return tf.nn.conv2d(sampled, weights, List.of(1L, 1L, 1L, 1L), "VALID");
        }
        boolean same = kernel.stride() == 1;
        Operand<TFloat32> padded =
                same || kernel.padding() == 0 ? input : pad(tf, input, kernel.padding());
        List<Long> strides = List.of(1L, (long) kernel.stride(), (long) kernel.stride(), 1L);
        return tf.nn.conv2d(padded, weights, strides, same ? "SAME" : "VALID");
    }

    /** Every nth row and column, from the first: means of single pixels, faster than slices. */
    private static Operand<TFloat32> everyNth(Ops tf, Operand<TFloat32> input, int stride) {
        return tf.scope()
                .opBuilder("AvgPool", "AvgPool")
                .addInput(input.asOutput())
                .setAttr("ksize", new long[] {1, 1, 1, 1})
                .setAttr("strides", new long[] {1, stride, stride, 1})
                .setAttr("padding", "VALID")
                .build()
                .output(0);
    }

    private static Operand<TFloat32> pad(Ops tf, Operand<TFloat32> input, int pixels) {
        Operand<TInt32> paddings =
                tf.constant(new int[][] {{0, 0}, {pixels, pixels}, {pixels, pixels}, {0, 0}});
        return tf.scope()
                .opBuilder("Pad", "Pad")
                .addInput(input.asOutput())
                .addInput(paddings.asOutput())
                .build()
                .output(0);
    }

    /** The maximum of 3x3 pixels at stride 2. The padding is never the maximum. */
    public static Operand<TFloat32> maxPool(Ops tf, Operand<TFloat32> input) {
        Operand<TInt32> paddings = tf.constant(new int[][] {{0, 0}, {1, 1}, {1, 1}, {0, 0}});
        Operand<TFloat32> padded = tf.pad(input, paddings, tf.constant(-Float.MAX_VALUE));
        return tf.scope()
                .opBuilder("MaxPool", "MaxPool")
                .addInput(padded.asOutput())
                .setAttr("ksize", new long[] {1, 3, 3, 1})
                .setAttr("strides", new long[] {1, 2, 2, 1})
                .setAttr("padding", "VALID")
                .build()
                .output(0);
    }

    public static Operand<TFloat32> globalMean(Ops tf, Operand<TFloat32> input) {
        return tf.math.mean(input, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
    }

    /** Logits {@code [batch, classes]} from {@code [batch, 1, 1, classes]}. */
    public static Operand<TFloat32> flatten(Ops tf, Operand<TFloat32> logits, int classes) {
        return tf.reshape(logits, tf.constant(new int[] {-1, classes}));
    }

    /** Pixels as the network sees them: {@code (pixel / 255 - mean) / deviation} by channel. */
    public static Operand<TFloat32> normalise(
            Ops tf, Operand<TUint8> pixels, Normalisation normalisation) {
        return normalised(tf, tf.dtypes.cast(pixels, TFloat32.class), normalisation);
    }

    /** The same for pixels that are floats from 0 to 255. */
    public static Operand<TFloat32> normalised(
            Ops tf, Operand<TFloat32> pixels, Normalisation normalisation) {
        float[] scale = new float[normalisation.channels()];
        float[] shift = new float[normalisation.channels()];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = (float) (1 / (MAX_PIXEL * normalisation.deviation(i)));
            shift[i] = (float) (-normalisation.mean(i) / normalisation.deviation(i));
        }
        return add(tf, tf.math.mul(pixels, tf.constant(scale)), tf.constant(shift));
    }

    /** Splits a tensor along an axis into parts of the given lengths. */
    public static List<Operand<TFloat32>> split(
            Ops tf, Operand<TFloat32> tensor, int[] lengths, int axis) {
        return split(tf, tensor, tf.constant(lengths), lengths.length, axis);
    }

    /** Splits a tensor along an axis into parts whose lengths are an operand. */
    public static List<Operand<TFloat32>> split(
            Ops tf, Operand<TFloat32> tensor, Operand<TInt32> lengths, int parts, int axis) {
        GraphOperation operation =
                (GraphOperation)
                        tf.scope()
                                .opBuilder("SplitV", "Split")
                                .addInput(tensor.asOutput())
                                .addInput(lengths.asOutput())
                                .addInput(tf.constant(axis).asOutput())
                                .setAttr("num_split", (long) parts)
                                .build();
        Operand<?>[] outputs = operation.outputList(0, parts);
        @SuppressWarnings("unchecked") // SplitV's outputs have the type of its input.
        List<Operand<TFloat32>> typed = (List<Operand<TFloat32>>) (List<?>) Arrays.asList(outputs);
        return typed;
    }
}
