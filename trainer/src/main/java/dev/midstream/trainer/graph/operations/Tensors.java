package dev.midstream.trainer.graph.operations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Copies between Java arrays and tensors. The caller closes the tensors. */
public final class Tensors {
    private Tensors() {}

    public static TFloat32 floats(float[] values, long... shape) {
        return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
    }

    /** A matrix from its rows. */
    public static TFloat32 matrix(float[][] rows) {
        float[] values = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * rows[0].length, rows[0].length);
        }
        return floats(values, rows.length, rows[0].length);
    }

    /** The rows of several matrices, one below the other. */
    public static TFloat32 matrices(float[][][] matrices) {
        List<float[]> rows = new ArrayList<>();
        for (float[][] matrix : matrices) {
            rows.addAll(Arrays.asList(matrix));
        }
        return matrix(rows.toArray(float[][]::new));
    }

    public static TInt32 integers(int[] values) {
        return TInt32.tensorOf(Shape.of(values.length), DataBuffers.of(values, true, false));
    }

    public static TInt64 longs(long[] values, long... shape) {
        return TInt64.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
    }

    public static TUint8 bytes(byte[] values, long... shape) {
        return TUint8.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
    }

    /** The values of a fetched float tensor, in row-major order. */
    public static float[] floats(Result result, int index) {
        TFloat32 tensor = (TFloat32) result.get(index);
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.copyTo(DataBuffers.of(values, false, false));
        return values;
    }
}
