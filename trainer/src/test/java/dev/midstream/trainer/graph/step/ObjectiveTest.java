package dev.midstream.trainer.graph.step;

import static dev.midstream.trainer.graph.step.SmallSteps.BATCH;
import static dev.midstream.trainer.graph.step.SmallSteps.CLASSES;
import static dev.midstream.trainer.graph.step.SmallSteps.LAYOUT;
import static dev.midstream.trainer.graph.step.SmallSteps.MODULES;
import static dev.midstream.trainer.graph.step.SmallSteps.SHAPE;
import static dev.midstream.trainer.graph.step.SmallSteps.draw;
import static dev.midstream.trainer.graph.step.SmallSteps.graph;
import static dev.midstream.trainer.graph.step.SmallSteps.theta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.subspace.Curve;
import dev.midstream.evaluation.subspace.Line;
import dev.midstream.evaluation.subspace.Point;
import dev.midstream.evaluation.subspace.Simplex;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.operations.Dropout;
import dev.midstream.trainer.graph.operations.Tensors;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Sampling;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ObjectiveTest {
    private static final Objective NO_REGULARISER = new Objective(0, 0, 0);

    @BeforeAll
    static void startTensorFlow() {
        TensorFlowRuntime.start();
    }

    private static double alone(float[] weights, Batch batch, Objective objective) {
        try (TrainingGraph graph = graph(new Point(), objective)) {
            graph.assign(new float[][] {weights});
            return graph.objective(batch, draw(new Point(), 1));
        }
    }

    /** Weights combined by hand, module by module. */
    private static float[] mixed(float[][] theta, float[][] mixing) {
        float[] weights = new float[LAYOUT.length()];
        for (int module = 0; module < MODULES; module++) {
            int offset = LAYOUT.offset(module);
            for (int i = offset; i < offset + LAYOUT.modules().get(module).length(); i++) {
                for (int endpoint = 0; endpoint < theta.length; endpoint++) {
                    weights[i] += mixing[module][endpoint] * theta[endpoint][i];
                }
            }
        }
        return weights;
    }

    private static void assertMixesByHand(Subspace subspace, Sampling.Span span) {
        float[][] theta = theta(subspace.endpoints());
        Sampling sampling = new Sampling(span, 1);
        Draw draw = Draw.sample(subspace, sampling, MODULES, new SplittableRandom(6));
        try (TrainingGraph graph = graph(subspace, NO_REGULARISER)) {
            graph.assign(theta);
            assertThat(graph.objective(BATCH, draw))
                    .isCloseTo(
                            alone(mixed(theta, draw.mixing()[0]), BATCH, NO_REGULARISER),
                            within(1e-5));
        }
    }

    @Test
    void objective_anyPoint_isThatOfWeightsMixedByHand() {
        assertMixesByHand(new Line(), Sampling.Span.NETWORK);
        assertMixesByHand(new Line(), Sampling.Span.MODULE);
        assertMixesByHand(new Curve(), Sampling.Span.NETWORK);
        assertMixesByHand(new Simplex(4), Sampling.Span.MODULE);
    }

    /** The curve's formula, written out for its weights. */
    @Test
    void logits_curvePoint_areThoseOfTheWeightsOnTheCurve() {
        float[][] theta = theta(3);
        float[] weights = new float[LAYOUT.length()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.49f * theta[0][i] + 0.42f * theta[2][i] + 0.09f * theta[1][i];
        }
        try (TrainingGraph curve = graph(new Curve(), NO_REGULARISER);
                TrainingGraph point = graph(new Point(), NO_REGULARISER)) {
            curve.assign(theta);
            point.assign(new float[][] {weights});
            assertThat(curve.logits(BATCH, Draw.fixed(new Curve().at(0.3), MODULES)))
                    .containsExactly(
                            point.logits(BATCH, Draw.fixed(new Point().midpoint(), MODULES)),
                            within(1e-4f));
        }
    }

    /** 16 images in 3 slices: 6, 5 and 5, each at its own point and normalised by itself. */
    @Test
    void objective_severalSamples_isTheMeanOverSlicesAtTheirPoints() {
        Sampling sampling = new Sampling(Sampling.Span.NETWORK, 3);
        Draw draw = Draw.sample(new Line(), sampling, MODULES, new SplittableRandom(6));
        float[][] theta = theta(2);
        double expected = 0;
        int[] bounds = {0, 6, 11, 16};
        for (int i = 0; i < 3; i++) {
            Batch slice = slice(bounds[i], bounds[i + 1]);
            double loss = alone(mixed(theta, draw.mixing()[i]), slice, NO_REGULARISER);
            expected += loss * slice.size() / BATCH.size();
        }
        StepPlan plan =
                new StepPlan(2, 3, NO_REGULARISER, new Optimiser(0, 0, 0), Normalisation.IMAGENET);
        try (TrainingGraph graph = graph(plan)) {
            graph.assign(theta);
            assertThat(graph.objective(BATCH, draw)).isCloseTo(expected, within(1e-5));
        }
    }

    private static Batch slice(int from, int to) {
        return new Batch(
                Arrays.copyOfRange(BATCH.pixels(), from * SHAPE.size(), to * SHAPE.size()),
                Arrays.copyOfRange(BATCH.labels(), from, to),
                SHAPE);
    }

    /** (1 - s) NLL + s mean(-log p), from the logits. */
    @Test
    void objective_labelSmoothing_isTheClosedForm() {
        double smoothing = 0.15;
        try (TrainingGraph graph = graph(new Point(), new Objective(1, smoothing, 0))) {
            graph.assign(theta(1));
            Draw draw = Draw.fixed(new Point().midpoint(), MODULES);
            float[] logits = graph.logits(BATCH, draw);
            double expected = 0;
            for (int i = 0; i < BATCH.size(); i++) {
                double sum = 0;
                double mean = 0;
                for (int k = 0; k < CLASSES; k++) {
                    sum += Math.exp(logits[i * CLASSES + k]);
                    mean -= logits[i * CLASSES + k] / CLASSES;
                }
                double label = Math.log(sum) - logits[i * CLASSES + BATCH.labels()[i]];
                double all = Math.log(sum) + mean;
                expected += ((1 - smoothing) * label + smoothing * all) / BATCH.size();
            }
            assertThat(graph.objective(BATCH, draw)).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void dropout_ones_dropsItsShareAndKeepsTheMean() {
        int count = 100_000;
        double rate = 0.3;
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Dropout dropout = new Dropout(rate, tf.constant(9L));
            Operand<TFloat32> values = tf.constant(ones);
            Operand<TFloat32> first = dropout.of(tf, values);
            Operand<TFloat32> second = dropout.of(tf, values);
            Operand<TFloat32> again = new Dropout(rate, tf.constant(9L)).of(tf, values);
            try (Session session = new Session(graph);
                    Result result =
                            session.runner().fetch(first).fetch(second).fetch(again).run()) {
                float[] kept = Tensors.floats(result, 0);
                int dropped = 0;
                for (float value : kept) {
                    if (value == 0) {
                        dropped++;
                    } else {
                        assertThat(value).isEqualTo((float) (1 / (1 - rate)));
                    }
                }
                // Five standard deviations of a binomial share.
                assertThat((double) dropped / count).isCloseTo(rate, within(0.0073));
                assertThat(Tensors.floats(result, 1)).isNotEqualTo(kept);
                assertThat(Tensors.floats(result, 2)).isEqualTo(kept);
            }
        }
    }

    @Test
    void objective_dropout_dependsOnTheNoiseAndNotWhereItIsMeasured() {
        try (TrainingGraph graph = graph(new Point(), new Objective(1, 0, 0.5));
                TrainingGraph without = graph(new Point(), Objective.REFERENCE)) {
            graph.assign(theta(1));
            without.assign(theta(1));
            Draw draw = draw(new Point(), 1);
            Draw other = draw(new Point(), 2);
            assertThat(graph.objective(BATCH, draw))
                    .isEqualTo(graph.objective(BATCH, draw))
                    .isNotEqualTo(graph.objective(BATCH, other));
            assertThat(graph.logits(BATCH, draw)).containsExactly(without.logits(BATCH, draw));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0, Invalid beta: -1.0. Use a number from 0.",
        "0, 1, 0, 'Invalid label smoothing: 1.0. Use a number from 0, below 1.'",
        "0, 0, -0.1, 'Invalid dropout: -0.1. Use a number from 0, below 1.'",
        "NaN, 0, 0, Invalid beta: NaN. Use a number from 0."
    })
    void construct_outOfRange_isRefused(
            double beta, double smoothing, double dropout, String message) {
        assertThatThrownBy(() -> new Objective(beta, smoothing, dropout)).hasMessage(message);
    }
}
