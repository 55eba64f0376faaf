package dev.midstream.trainer.graph.step;

import static dev.midstream.trainer.graph.step.SmallSteps.BATCH;
import static dev.midstream.trainer.graph.step.SmallSteps.CLASSES;
import static dev.midstream.trainer.graph.step.SmallSteps.LAYOUT;
import static dev.midstream.trainer.graph.step.SmallSteps.MODULES;
import static dev.midstream.trainer.graph.step.SmallSteps.draw;
import static dev.midstream.trainer.graph.step.SmallSteps.graph;
import static dev.midstream.trainer.graph.step.SmallSteps.theta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.geometry.EndpointGeometry;
import dev.midstream.evaluation.subspace.Line;
import dev.midstream.evaluation.subspace.Point;
import dev.midstream.trainer.subspace.Draw;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainingGraphTest {
    @BeforeAll
    static void startTensorFlow() {
        TensorFlowRuntime.start();
    }

    @Test
    void step_twoSteps_followMomentumAndWeightDecay() {
        double rate = 0.05;
        Optimiser optimiser = new Optimiser(0.9, 0.01, 0);
        try (TrainingGraph graph = graph(new Line(), Objective.REFERENCE, optimiser)) {
            float[][] theta = theta(2);
            Draw first = draw(new Line(), 1);
            Draw second = draw(new Line(), 2);
            graph.assign(theta);
            float[][] firstGradient = graph.gradient(BATCH, first);
            graph.step(BATCH, first, rate);
            float[][] afterOne = graph.theta();
            float[][] secondGradient = graph.gradient(BATCH, second);
            graph.step(BATCH, second, rate);
            float[][] afterTwo = graph.theta();
            for (int k = 0; k < 2; k++) {
                for (int i = 0; i < LAYOUT.length(); i++) {
                    double velocity = firstGradient[k][i] + 0.01 * theta[k][i];
                    double one = theta[k][i] - rate * velocity;
                    velocity = 0.9 * velocity + secondGradient[k][i] + 0.01 * afterOne[k][i];
                    double two = afterOne[k][i] - rate * velocity;
                    assertThat((double) afterOne[k][i]).isCloseTo(one, within(1e-5));
                    assertThat((double) afterTwo[k][i]).isCloseTo(two, within(1e-5));
                }
            }
        }
    }

    @Test
    void step_reported_equalsDirectComputation() {
        try (TrainingGraph graph = graph(new Line(), Objective.REFERENCE)) {
            float[][] theta = theta(2);
            graph.assign(theta);
            Draw draw = draw(new Line(), 1);
            float[] logits = graph.logits(BATCH, draw);
            StepResult result = graph.step(BATCH, draw, 0.1);
            double loss = 0;
            int correct = 0;
            for (int i = 0; i < BATCH.size(); i++) {
                double sum = 0;
                boolean largest = true;
                float own = logits[i * CLASSES + BATCH.labels()[i]];
                for (int k = 0; k < CLASSES; k++) {
                    sum += Math.exp(logits[i * CLASSES + k]);
                    largest &= logits[i * CLASSES + k] <= own;
                }
                loss += (Math.log(sum) - own) / BATCH.size();
                correct += largest ? 1 : 0;
            }
            assertThat((double) result.loss()).isCloseTo(loss, within(1e-5));
            assertThat(result.correct()).isEqualTo(correct);
            assertThat((double) result.squaredCosine())
                    .isCloseTo(
                            EndpointGeometry.of(LAYOUT.convolutionLength(), theta).squaredCosine(),
                            within(1e-6));
        }
    }

    @Test
    void assign_thetaAndVelocity_areReadBackAndGoOnAlike() {
        try (TrainingGraph graph = graph(new Line(), Objective.REFERENCE);
                TrainingGraph other = graph(new Line(), Objective.REFERENCE)) {
            graph.assign(theta(2));
            graph.step(BATCH, draw(new Line(), 1), 0.1);
            other.assign(graph.theta(), graph.velocity(), graph.lossScale());
            assertThat(other.theta()).isDeepEqualTo(graph.theta());
            assertThat(other.velocity()).isDeepEqualTo(graph.velocity());
            graph.step(BATCH, draw(new Line(), 2), 0.1);
            other.step(BATCH, draw(new Line(), 2), 0.1);
            assertThat(other.theta()).isDeepEqualTo(graph.theta());
        }
    }

    @Test
    void logits_endpointWeights_equalThatEndpointAlone() {
        float[][] theta = theta(2);
        try (TrainingGraph line = graph(new Line(), Objective.REFERENCE);
                TrainingGraph point = graph(new Point(), Objective.REFERENCE)) {
            line.assign(theta);
            for (int endpoint = 0; endpoint < 2; endpoint++) {
                point.assign(new float[][] {theta[endpoint]});
                float[] ofLine =
                        line.logits(BATCH, Draw.fixed(new Line().endpoint(endpoint), MODULES));
                float[] alone = point.logits(BATCH, Draw.fixed(new Point().midpoint(), MODULES));
                assertThat(ofLine).containsExactly(alone, within(1e-5f));
            }
        }
    }

    @Test
    void moments_stem_equalDirectComputation() {
        try (TrainingGraph graph = graph(new Point(), Objective.REFERENCE)) {
            float[][] theta = theta(1);
            // A kernel that passes on the red channel, so that its moments are those of the pixels.
            Arrays.fill(theta[0], 0, LAYOUT.modules().get(0).length(), 0);
            int centreRedFirstFilter = ((3 + 1) * 3) * 4;
            theta[0][centreRedFirstFilter] = 1;
            graph.assign(theta);
            double sum = 0;
            double squares = 0;
            int count = BATCH.size() * 64;
            for (int i = 0; i < count; i++) {
                double value = ((BATCH.pixels()[3 * i] & 0xff) / 255.0 - 0.485) / 0.229;
                sum += value;
                squares += value * value;
            }
            double mean = sum / count;
            BatchMoments moments =
                    graph.moments(BATCH, Draw.fixed(new Point().midpoint(), MODULES));
            assertThat((double) moments.means()[0]).isCloseTo(mean, within(1e-4));
            assertThat((double) moments.variances()[0])
                    .isCloseTo((squares - count * mean * mean) / (count - 1), within(1e-3));
        }
    }
}
