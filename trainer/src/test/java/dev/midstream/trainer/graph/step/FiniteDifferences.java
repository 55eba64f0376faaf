package dev.midstream.trainer.graph.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import java.util.SplittableRandom;

/** Checks gradients against central differences of the objective. */
final class FiniteDifferences {
    /** Smaller than is usual: rectifiers have kinks, which longer steps cross. */
    private static final double STEP = 2e-4;

    private final TrainingGraph graph;
    private final float[][] theta;
    private final Batch batch;
    private final Draw draw;

    private FiniteDifferences(TrainingGraph graph, float[][] theta, Batch batch, Draw draw) {
        this.graph = graph;
        this.theta = theta;
        this.batch = batch;
        this.draw = draw;
    }

    /** Along directions that touch one module of one endpoint only, for all of these. */
    static void check(TrainingGraph graph, float[][] theta, Batch batch, Draw draw) {
        graph.assign(theta);
        new FiniteDifferences(graph, theta, batch, draw).check(graph.gradient(batch, draw));
    }

    private void check(float[][] gradient) {
        ParameterLayout layout = graph.layout();
        for (int module = 0; module < layout.modules().size(); module++) {
            for (int endpoint = 0; endpoint < theta.length; endpoint++) {
                float[] direction = direction(gradient[endpoint], module);
                double expected = 0;
                for (int i = 0; i < direction.length; i++) {
                    expected += (double) direction[i] * gradient[endpoint][i];
                }
                double up = objective(endpoint, direction, STEP);
                double down = objective(endpoint, direction, -STEP);
                assertThat((up - down) / (2 * STEP))
                        .as("%s of endpoint %d", layout.modules().get(module), endpoint)
                        .isCloseTo(expected, within(0.02 * Math.abs(expected) + 4e-3));
            }
        }
    }

    /** Along the gradient of a module, so that the difference stands out of rounding. */
    private float[] direction(float[] gradient, int module) {
        SplittableRandom random = new SplittableRandom(module);
        float[] direction = new float[gradient.length];
        int offset = graph.layout().offset(module);
        int end = offset + graph.layout().modules().get(module).length();
        double norm = 0;
        for (int i = offset; i < end; i++) {
            direction[i] = gradient[i] + (float) (1e-3 * random.nextGaussian());
            norm += (double) direction[i] * direction[i];
        }
        for (int i = offset; i < end; i++) {
            direction[i] /= (float) Math.sqrt(norm);
        }
        return direction;
    }

    private double objective(int endpoint, float[] direction, double step) {
        float[][] moved = theta.clone();
        moved[endpoint] = theta[endpoint].clone();
        for (int i = 0; i < direction.length; i++) {
            moved[endpoint][i] += (float) (step * direction[i]);
        }
        graph.assign(moved);
        return graph.objective(batch, draw);
    }
}
