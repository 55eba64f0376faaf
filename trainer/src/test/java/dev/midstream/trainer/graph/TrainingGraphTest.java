package dev.midstream.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.TensorFlowRuntime;
import dev.midstream.trainer.network.CifarResNet;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.EndpointGeometry;
import dev.midstream.trainer.subspace.Endpoints;
import dev.midstream.trainer.subspace.Line;
import dev.midstream.trainer.subspace.Point;
import dev.midstream.trainer.subspace.Subspace;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainingGraphTest {
    private static final ImageShape SHAPE = new ImageShape(8, 8, 3);
    private static final int CLASSES = 5;
    private static final Network NETWORK = new CifarResNet(8, 4, CLASSES);
    private static final ParameterLayout LAYOUT = ParameterLayout.of(NETWORK, SHAPE);
    private static final int MODULES = LAYOUT.modules().size();
    private static final Batch BATCH = TestBatches.random(16, SHAPE, CLASSES, 1);

    @BeforeAll
    static void startTensorFlow() {
        TensorFlowRuntime.start();
    }

    private static TrainingGraph graph(Subspace subspace, Optimiser optimiser) {
        return new TrainingGraph(
                NETWORK,
                SHAPE,
                subspace.endpoints(),
                optimiser,
                Normalisation.IMAGENET,
                Execution.DEFAULT);
    }

    private static float[][] theta(int endpoints) {
        float[][] theta = Endpoints.initial(LAYOUT, endpoints, new SplittableRandom(7));
        // Batch norms away from 1 and 0, so that nothing hides behind them.
        SplittableRandom random = new SplittableRandom(8);
        for (float[] endpoint : theta) {
            for (int i = LAYOUT.convolutionLength(); i < LAYOUT.length(); i++) {
                endpoint[i] += (float) (0.2 * random.nextGaussian());
            }
        }
        return theta;
    }

    /**
     * The directional derivative along random directions that touch one module of one endpoint
     * only, against central differences of the objective.
     */
    @Test
    void gradient_lineWithRegulariser_equalsFiniteDifferences() {
        Optimiser optimiser = new Optimiser(0.9, 0, 3);
        try (TrainingGraph graph = graph(new Line(), optimiser)) {
            float[][] theta = theta(2);
            // Endpoints that are alike, so that the regulariser has a gradient worth checking.
            for (int i = 0; i < LAYOUT.length(); i++) {
                theta[1][i] = 0.5f * theta[0][i] + 0.8f * theta[1][i];
            }
            Draw sampled = Draw.sample(new Line(), MODULES, new SplittableRandom(3));
            Draw draw = layerWise(sampled);
            graph.assign(theta);
            float[][] gradient = graph.gradient(BATCH, draw);
            SplittableRandom random = new SplittableRandom(4);
            for (int module = 0; module < MODULES; module++) {
                for (int endpoint = 0; endpoint < 2; endpoint++) {
                    float[] direction = new float[LAYOUT.length()];
                    int offset = LAYOUT.offset(module);
                    int length = LAYOUT.modules().get(module).length();
                    double norm = 0;
                    for (int i = offset; i < offset + length; i++) {
                        // Along the gradient, so that the difference stands out of rounding.
                        direction[i] =
                                gradient[endpoint][i] + (float) (1e-3 * random.nextGaussian());
                        norm += (double) direction[i] * direction[i];
                    }
                    double expected = 0;
                    for (int i = offset; i < offset + length; i++) {
                        direction[i] /= (float) Math.sqrt(norm);
                        expected += (double) direction[i] * gradient[endpoint][i];
                    }
                    double found = difference(graph, theta, endpoint, direction, draw);
                    assertThat(found)
                            .as("module %d of endpoint %d", module, endpoint)
                            .isCloseTo(expected, within(0.02 * Math.abs(expected) + 2e-3));
                }
            }
        }
    }

    /** Kernels of a library that race give other numbers now and then. */
    @Test
    void gradient_sameBatchManyTimes_isTheSameEveryTime() {
        try (TrainingGraph graph = graph(new Line(), new Optimiser(0.9, 0, 3))) {
            Draw draw = Draw.sample(new Line(), MODULES, new SplittableRandom(3));
            graph.assign(theta(2));
            float[][] first = graph.gradient(BATCH, draw);
            for (int i = 0; i < 200; i++) {
                float[][] again = graph.gradient(BATCH, draw);
                for (int endpoint = 0; endpoint < 2; endpoint++) {
                    assertThat(again[endpoint]).containsExactly(first[endpoint], within(1e-4f));
                }
            }
        }
    }

    private static double difference(
            TrainingGraph graph, float[][] theta, int endpoint, float[] direction, Draw draw) {
        double step = 2e-3;
        double up = objectiveAt(graph, theta, endpoint, direction, step, draw);
        double down = objectiveAt(graph, theta, endpoint, direction, -step, draw);
        return (up - down) / (2 * step);
    }

    private static double objectiveAt(
            TrainingGraph graph,
            float[][] theta,
            int endpoint,
            float[] direction,
            double step,
            Draw draw) {
        float[][] moved = {theta[0].clone(), theta[1].clone()};
        for (int i = 0; i < direction.length; i++) {
            moved[endpoint][i] += (float) (step * direction[i]);
        }
        graph.assign(moved);
        return graph.objective(BATCH, draw);
    }

    /** The same pair, but other mixing weights in every module. */
    private static Draw layerWise(Draw draw) {
        SplittableRandom random = new SplittableRandom(5);
        float[][] mixing = new float[MODULES][];
        for (int i = 0; i < MODULES; i++) {
            float a = (float) random.nextDouble(0.1, 0.9);
            mixing[i] = new float[] {1 - a, a};
        }
        return new Draw(mixing, draw.pair());
    }

    @Test
    void step_twoSteps_followMomentumAndWeightDecay() {
        double rate = 0.05;
        Optimiser optimiser = new Optimiser(0.9, 0.01, 1);
        try (TrainingGraph graph = graph(new Line(), optimiser)) {
            float[][] theta = theta(2);
            Draw first = Draw.sample(new Line(), MODULES, new SplittableRandom(1));
            Draw second = Draw.sample(new Line(), MODULES, new SplittableRandom(2));
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
        try (TrainingGraph graph = graph(new Line(), new Optimiser(0.9, 1e-4, 1))) {
            float[][] theta = theta(2);
            graph.assign(theta);
            Draw draw = Draw.sample(new Line(), MODULES, new SplittableRandom(1));
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
                    .isCloseTo(EndpointGeometry.of(LAYOUT, theta).squaredCosine(), within(1e-6));
        }
    }

    @Test
    void logits_endpointWeights_equalThatEndpointAlone() {
        float[][] theta = theta(2);
        try (TrainingGraph line = graph(new Line(), new Optimiser(0, 0, 1));
                TrainingGraph point = graph(new Point(), new Optimiser(0, 0, 1))) {
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
    void logits_midpoint_equalTheMeanWeightsAlone() {
        float[][] theta = theta(2);
        try (TrainingGraph line = graph(new Line(), new Optimiser(0, 0, 1));
                TrainingGraph point = graph(new Point(), new Optimiser(0, 0, 1))) {
            line.assign(theta);
            point.assign(new float[][] {Endpoints.mix(theta, new Line().midpoint())});
            assertThat(line.logits(BATCH, Draw.fixed(new Line().midpoint(), MODULES)))
                    .containsExactly(
                            point.logits(BATCH, Draw.fixed(new Point().midpoint(), MODULES)),
                            within(1e-5f));
        }
    }

    @Test
    void moments_stem_equalDirectComputation() {
        try (TrainingGraph graph = graph(new Point(), new Optimiser(0, 0, 1))) {
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
