package dev.midstream.trainer.graph.images;

import dev.midstream.trainer.network.ImageShape;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.AssignVariableOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * A training set in the memory of the device that computes, and the crop and flip of its images
 * there: a step is sent four numbers per image.
 *
 * <p>Pixels are kept as float16, which holds the bytes exactly and, unlike bytes, can be gathered
 * by a GPU. Windows are 64-bit integers, because arithmetic on shorter ones does not run on the
 * GPU.
 */
public final class ResidentImages {
    /** {@code [images * height * width, channels]}. */
    public final Placeholder<TUint8> newPixels;

    public final Operation assignPixels;

    /** Index, top, left, and 1 if mirrored: {@code [batch, 4]}. */
    public final Placeholder<TInt64> windows;

    /** Pixels from 0 to 255, {@code [batch, height, width, channel]}. */
    public final Operand<TFloat32> batch;

    private final Ops tf;
    private final ImageShape shape;

    public ResidentImages(Ops tf, ImageShape shape) {
        this.tf = tf;
        this.shape = shape;
        Shape pixels = Shape.of(-1, shape.channels());
        newPixels = tf.placeholder(TUint8.class, Placeholder.shape(pixels));
        VarHandleOp variable =
                VarHandleOp.create(
                        tf.scope(), TFloat16.class, pixels, VarHandleOp.sharedName("images"));
        assignPixels =
                AssignVariableOp.create(
                                tf.scope(), variable, tf.dtypes.cast(newPixels, TFloat16.class))
                        .op();
        windows = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(-1, CropWindows.LENGTH)));
        batch = crops(tf.readVariableOp(variable, TFloat16.class));
    }

    private Operand<TFloat32> crops(Operand<TFloat16> pixels) {
        Operand<TInt64> index = column(0);
        Operand<TInt64> mirrored = column(3);
        long height = shape.height();
        long width = shape.width();
        Operand<TInt64> x = range(width, 1, 1, width);
        // From the left edge, or from the right one: x, or width - 1 - x.
        Operand<TInt64> turned =
                tf.math.add(
                        x,
                        tf.math.mul(
                                mirrored,
                                tf.math.sub(
                                        tf.constant(width - 1), tf.math.mul(tf.constant(2L), x))));
        Operand<TInt64> row = tf.math.add(column(1), range(height, 1, height, 1));
        Operand<TInt64> column = tf.math.add(column(2), turned);
        Operand<TInt64> nearRow = clamped(row, height);
        Operand<TInt64> nearColumn = clamped(column, width);
        Operand<TInt64> first =
                tf.math.mul(
                        tf.math.add(tf.math.mul(index, tf.constant(height)), nearRow),
                        tf.constant(width));
        Operand<TFloat16> gathered =
                tf.gather(pixels, tf.math.add(first, nearColumn), tf.constant(0));
        Operand<TFloat32> inside = tf.math.mul(same(row, nearRow), same(column, nearColumn));
        return tf.math.mul(
                tf.dtypes.cast(gathered, TFloat32.class), tf.expandDims(inside, tf.constant(-1)));
    }

    /** One number of each image's window, {@code [batch, 1, 1]}. */
    private Operand<TInt64> column(int index) {
        Operand<TInt64> column =
                tf.slice(
                        windows, tf.constant(new int[] {0, index}), tf.constant(new int[] {-1, 1}));
        return tf.reshape(column, tf.constant(new int[] {-1, 1, 1}));
    }

    private Operand<TInt64> range(long length, long... dimensions) {
        long[] values = new long[Math.toIntExact(length)];
        Arrays.setAll(values, i -> i);
        return tf.reshape(tf.constant(values), tf.constant(dimensions));
    }

    private Operand<TInt64> clamped(Operand<TInt64> value, long length) {
        return tf.math.maximum(tf.constant(0L), tf.math.minimum(tf.constant(length - 1), value));
    }

    /** 1 if a coordinate is inside the image, 0 if it was moved into it. */
    private Operand<TFloat32> same(Operand<TInt64> place, Operand<TInt64> near) {
        return tf.dtypes.cast(tf.math.equal(place, near), TFloat32.class);
    }
}
