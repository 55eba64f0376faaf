package dev.midstream.trainer.graph.step;

import dev.midstream.trainer.graph.operations.Operations;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.network.Parameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A point's parameters as operands: {@code sum_i mixing[module, i] * theta[i, ...]} for each
 * module.
 */
public final class MixedParameters {
    private final Ops tf;
    private final Map<String, Operand<TFloat32>> values = new HashMap<>();

    /**
     * The parameters of a point, or of one point per module.
     *
     * @param theta {@code [endpoints, P]}
     * @param mixing {@code [modules, endpoints]}
     */
    public MixedParameters(
            Ops tf, ParameterLayout layout, Operand<TFloat32> theta, Operand<TFloat32> mixing) {
        this.tf = tf;
        List<Parameters> modules = layout.modules();
        int[] lengths = new int[modules.size()];
        int[] ones = new int[modules.size()];
        Arrays.fill(ones, 1);
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = modules.get(i).length();
        }
        List<Operand<TFloat32>> parts = Operations.split(tf, theta, lengths, 1);
        List<Operand<TFloat32>> rows = Operations.split(tf, mixing, ones, 0);
        for (int i = 0; i < lengths.length; i++) {
            Operand<TFloat32> mixed = tf.linalg.matMul(rows.get(i), parts.get(i));
            values.put(
                    modules.get(i).module(), tf.reshape(mixed, tf.constant(shape(modules.get(i)))));
        }
    }

    private static int[] shape(Parameters module) {
        if (module instanceof Parameters.Convolution convolution) {
            return new int[] {
                convolution.size(), convolution.size(), convolution.inputs(), convolution.outputs()
            };
        }
        return new int[] {2, module.length() / 2};
    }

    /** The kernel of a convolution, {@code [size, size, inputs, outputs]}. */
    public Operand<TFloat32> kernel(String module) {
        return value(module);
    }

    /** The scale and the shift of a batch norm, each {@code [channels]}. */
    public List<Operand<TFloat32>> scaleAndShift(String module, int channels) {
        List<Operand<TFloat32>> rows = Operations.split(tf, value(module), new int[] {1, 1}, 0);
        return List.of(
                tf.reshape(rows.get(0), tf.constant(new int[] {channels})),
                tf.reshape(rows.get(1), tf.constant(new int[] {channels})));
    }

    private Operand<TFloat32> value(String module) {
        Operand<TFloat32> value = values.get(module);
        if (value == null) {
            throw new IllegalArgumentException("Unknown module: " + module);
        }
        return value;
    }
}
