package dev.midstream.trainer.graph.step;

import static dev.midstream.trainer.graph.step.SmallSteps.BATCH;
import static dev.midstream.trainer.graph.step.SmallSteps.LAYOUT;
import static dev.midstream.trainer.graph.step.SmallSteps.MODULES;
import static dev.midstream.trainer.graph.step.SmallSteps.draw;
import static dev.midstream.trainer.graph.step.SmallSteps.graph;
import static dev.midstream.trainer.graph.step.SmallSteps.similarTheta;
import static dev.midstream.trainer.graph.step.SmallSteps.theta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.subspace.Curve;
import dev.midstream.evaluation.subspace.Line;
import dev.midstream.evaluation.subspace.Point;
import dev.midstream.evaluation.subspace.Simplex;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Sampling;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients by all endpoints, against finite differences and by hand. */
class GradientTest {
    private static final Sampling LAYER_WISE = new Sampling(Sampling.Span.MODULE, 1);
    private static final Objective STRONG = new Objective(3, 0, 0);

    @BeforeAll
    static void startTensorFlow() {
        TensorFlowRuntime.start();
    }

    static Stream<Arguments> objectives() {
        return Stream.of(
                Arguments.of(new Point(), Sampling.REFERENCE, STRONG),
                Arguments.of(new Line(), Sampling.REFERENCE, STRONG),
                Arguments.of(new Line(), LAYER_WISE, STRONG),
                Arguments.of(new Curve(), LAYER_WISE, STRONG),
                Arguments.of(new Simplex(3), Sampling.REFERENCE, STRONG),
                Arguments.of(new Simplex(3), LAYER_WISE, STRONG),
                Arguments.of(new Line(), new Sampling(Sampling.Span.MODULE, 3), STRONG),
                Arguments.of(new Line(), Sampling.REFERENCE, new Objective(1, 0.3, 0.2)));
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void gradient_everySubspace_equalsFiniteDifferences(
            Subspace subspace, Sampling sampling, Objective objective) {
        StepPlan plan =
                new StepPlan(
                        subspace.endpoints(),
                        sampling.perBatch(),
                        objective,
                        new Optimiser(0.9, 0, 0),
                        Normalisation.IMAGENET);
        try (TrainingGraph graph = graph(plan)) {
            Draw draw = Draw.sample(subspace, sampling, MODULES, new SplittableRandom(3));
            FiniteDifferences.check(graph, similarTheta(subspace.endpoints()), BATCH, draw);
        }
    }

    /** Kernels of a library that race give other numbers now and then. */
    @Test
    void gradient_sameBatchManyTimes_isTheSameToTheLastBit() {
        try (TrainingGraph graph = graph(new Line(), STRONG)) {
            Draw draw = draw(new Line(), 3);
            graph.assign(theta(2));
            float[][] first = graph.gradient(BATCH, draw);
            for (int i = 0; i < 200; i++) {
                assertThat(graph.gradient(BATCH, draw)).isDeepEqualTo(first);
            }
        }
    }

    /** Foret et al. 2021, equation 2: the gradient one radius uphill. */
    @Test
    void gradient_sharpnessAware_isThatOfThePointUphill() {
        double radius = 0.5;
        try (TrainingGraph plain = graph(new Line(), STRONG);
                TrainingGraph sharp = graph(new Line(), STRONG, new Optimiser(0.9, 0, radius))) {
            float[][] theta = similarTheta(2);
            Draw draw = draw(new Line(), 3);
            plain.assign(theta);
            sharp.assign(theta);
            float[][] here = plain.gradient(BATCH, draw);
            double norm = 0;
            for (float[] row : here) {
                for (float value : row) {
                    norm += (double) value * value;
                }
            }
            float[][] uphill = new float[2][LAYOUT.length()];
            for (int k = 0; k < 2; k++) {
                for (int i = 0; i < LAYOUT.length(); i++) {
                    uphill[k][i] = (float) (theta[k][i] + radius * here[k][i] / Math.sqrt(norm));
                }
            }
            plain.assign(uphill);
            float[][] expected = plain.gradient(BATCH, draw);
            float[][] found = sharp.gradient(BATCH, draw);
            for (int k = 0; k < 2; k++) {
                assertThat(found[k]).containsExactly(expected[k], within(1e-3f));
                assertThat(found[k]).isNotEqualTo(here[k]);
            }
            assertThat(sharp.theta()).isDeepEqualTo(theta);
        }
    }
}
