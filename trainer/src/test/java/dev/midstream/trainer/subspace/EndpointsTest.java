package dev.midstream.trainer.subspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.evaluation.geometry.EndpointGeometry;
import dev.midstream.trainer.network.CifarResNet;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.network.Parameters;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private static final ParameterLayout LAYOUT =
            ParameterLayout.of(new CifarResNet(8, 16, 10), new ImageShape(32, 32, 3));

    @Test
    void initial_kernels_haveTheVarianceOfTheirFanIn() {
        float[][] theta = Endpoints.initial(LAYOUT, 2, new SplittableRandom(3));
        for (float[] endpoint : theta) {
            for (int i = 0; i < LAYOUT.modules().size(); i++) {
                if (LAYOUT.modules().get(i) instanceof Parameters.Convolution kernel) {
                    double sum = 0;
                    double squares = 0;
                    for (int k = 0; k < kernel.length(); k++) {
                        double value = endpoint[LAYOUT.offset(i) + k];
                        sum += value;
                        squares += value * value;
                    }
                    double variance = 2.0 / (kernel.size() * kernel.size() * kernel.inputs());
                    int n = kernel.length();
                    // Five standard errors of the mean and of the variance of a normal sample.
                    assertThat(sum / n).isCloseTo(0, within(5 * Math.sqrt(variance / n)));
                    assertThat(squares / n)
                            .isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / n)));
                }
            }
        }
    }

    @Test
    void initial_batchNorms_haveScaleOneAndShiftZero() {
        float[] endpoint = Endpoints.initial(LAYOUT, 1, new SplittableRandom(3))[0];
        for (int i = 0; i < LAYOUT.modules().size(); i++) {
            if (LAYOUT.modules().get(i) instanceof Parameters.BatchNorm batchNorm) {
                for (int k = 0; k < batchNorm.length(); k++) {
                    assertThat(endpoint[LAYOUT.offset(i) + k])
                            .isEqualTo(k < batchNorm.channels() ? 1f : 0f);
                }
            }
        }
    }

    @Test
    void initial_endpoints_areIndependent() {
        float[][] theta = Endpoints.initial(LAYOUT, 2, new SplittableRandom(3));
        // The cosine of independent vectors has variance 1 / length.
        assertThat(EndpointGeometry.of(LAYOUT.convolutionLength(), theta).squaredCosine())
                .isLessThan(25.0 / LAYOUT.convolutionLength());
    }

    @Test
    void mix_weights_areTheWeightedSum() {
        float[][] theta = {{1, 2, 3}, {5, -2, 0}};
        assertThat(Endpoints.mix(theta, new double[] {0.25, 0.75})).containsExactly(4f, -1f, 0.75f);
    }

    @Test
    void geometry_knownVectors_isTheHandComputed() {
        float[][] theta = new float[2][LAYOUT.length()];
        theta[0][0] = 3;
        theta[1][0] = 1;
        theta[1][1] = 2;
        // Beyond the convolutions, so of no consequence.
        theta[0][LAYOUT.length() - 1] = 9;
        EndpointGeometry geometry = EndpointGeometry.of(LAYOUT.convolutionLength(), theta);
        assertThat(geometry.squaredCosine()).isCloseTo(9.0 / 45, within(1e-12));
        assertThat(geometry.distance()).isCloseTo(Math.sqrt(8), within(1e-12));
    }

    /** As the reference code averages over pairs. */
    @Test
    void geometry_threeEndpoints_isTheMeanOverPairs() {
        float[][] theta = {{1, 0}, {1, 0}, {0, 1}};
        EndpointGeometry geometry = EndpointGeometry.of(2, theta);
        assertThat(geometry.squaredCosine()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(geometry.distance()).isCloseTo(Math.sqrt(4 / 3.0), within(1e-12));
    }
}
