package dev.midstream.trainer.subspace;

import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.network.Parameters;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Makes endpoints, {@code theta [endpoints, P]}, and points of the subspace that they span. */
public final class Endpoints {
    private Endpoints() {}

    /**
     * Independent random endpoints. Kernels are normal with variance {@code 2 / fan-in} (He et al.
     * 2015, "Delving Deep into Rectifiers"), norms have scale 1 and shift 0.
     *
     * @return {@code [endpoints, P]}
     */
    public static float[][] initial(ParameterLayout layout, int endpoints, RandomGenerator random) {
        float[][] theta = new float[endpoints][layout.length()];
        for (float[] endpoint : theta) {
            for (int i = 0; i < layout.modules().size(); i++) {
                initialise(layout.modules().get(i), endpoint, layout.offset(i), random);
            }
        }
        return theta;
    }

    private static void initialise(
            Parameters module, float[] target, int offset, RandomGenerator random) {
        if (module instanceof Parameters.Convolution convolution) {
            double deviation = Math.sqrt(2.0 / convolution.fanIn());
            for (int i = 0; i < convolution.length(); i++) {
                target[offset + i] = (float) (deviation * random.nextGaussian());
            }
        } else if (module instanceof Parameters.ScaleAndShift norm) {
            Arrays.fill(target, offset, offset + norm.channels(), 1);
        }
    }

    /**
     * The parameters of one point, {@code [P]}.
     *
     * @param mixing {@code [endpoints]}
     */
    public static float[] mix(float[][] theta, double[] mixing) {
        float[] parameters = new float[theta[0].length];
        for (int i = 0; i < parameters.length; i++) {
            double sum = 0;
            for (int endpoint = 0; endpoint < theta.length; endpoint++) {
                sum += mixing[endpoint] * theta[endpoint][i];
            }
            parameters[i] = (float) sum;
        }
        return parameters;
    }
}
