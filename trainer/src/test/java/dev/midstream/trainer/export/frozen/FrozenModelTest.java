package dev.midstream.trainer.export.frozen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.subspace.Curve;
import dev.midstream.evaluation.subspace.Line;
import dev.midstream.evaluation.subspace.Simplex;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.images.Photographs;
import dev.midstream.trainer.graph.images.TestBatches;
import dev.midstream.trainer.graph.operations.Operations;
import dev.midstream.trainer.graph.operations.Tensors;
import dev.midstream.trainer.graph.step.BatchMoments;
import dev.midstream.trainer.graph.step.Objective;
import dev.midstream.trainer.graph.step.Optimiser;
import dev.midstream.trainer.graph.step.StepPlan;
import dev.midstream.trainer.graph.step.TrainingGraph;
import dev.midstream.trainer.network.CifarResNet;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Endpoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class FrozenModelTest {
    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
    private static final Network NETWORK = new CifarResNet(8, 4, 5);
    private static final ParameterLayout LAYOUT = ParameterLayout.of(NETWORK, SHAPE);

    private static final Batch IMAGES = TestBatches.random(8, SHAPE, 5, 3);

    @BeforeAll
    static void startTensorFlow() {
        TensorFlowRuntime.start();
    }

    private static List<PointParameters> points(Batch batch) {
        return points(new Line(), batch);
    }

    /**
     * The midpoint of a subspace and a random point of it, with the statistics of a batch, so that
     * activations have the usual size.
     */
    private static List<PointParameters> points(Subspace subspace, Batch batch) {
        int endpoints = subspace.endpoints();
        float[][] theta = Endpoints.initial(LAYOUT, endpoints, new SplittableRandom(1));
        SplittableRandom random = new SplittableRandom(2);
        for (float[] endpoint : theta) {
            for (int i = LAYOUT.convolutionLength(); i < LAYOUT.length(); i++) {
                endpoint[i] += (float) (0.3 * random.nextGaussian());
            }
        }
        List<PointParameters> points = new ArrayList<>();
        try (TrainingGraph graph =
                new TrainingGraph(
                        NETWORK,
                        SHAPE,
                        new StepPlan(
                                endpoints,
                                1,
                                Objective.REFERENCE,
                                new Optimiser(0, 0, 0),
                                Normalisation.IMAGENET),
                        Execution.DEFAULT)) {
            graph.assign(theta);
            for (double[] mixing : List.of(subspace.midpoint(), subspace.sample(random))) {
                BatchMoments moments =
                        graph.moments(batch, Draw.fixed(mixing, LAYOUT.modules().size()));
                points.add(
                        new PointParameters(
                                "p" + points.size(),
                                Endpoints.mix(theta, mixing),
                                BatchNormStatistics.of(
                                        LAYOUT,
                                        doubles(moments.means()),
                                        doubles(moments.variances()))));
            }
        }
        return points;
    }

    static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static float[] unfolded(PointParameters point, Batch batch) {
        return unfolded(NETWORK, LAYOUT, point, batch);
    }

    static float[] unfolded(
            Network network, ParameterLayout layout, PointParameters point, Batch batch) {
        try (Graph graph = new Graph();
                TUint8 pixels = pixels(batch)) {
            Ops tf = Ops.create(graph);
            Operand<TUint8> images = tf.placeholder(TUint8.class);
            Operand<TFloat32> input =
                    tf.reshape(
                            Operations.normalise(tf, images, Normalisation.IMAGENET),
                            tf.constant(
                                    new int[] {
                                        -1, batch.shape().height(), batch.shape().width(), 3
                                    }));
            Operand<TFloat32> logits = network.build(new UnfoldedBuilder(tf, layout, point), input);
            try (Session session = new Session(graph);
                    Result result = session.runner().feed(images, pixels).fetch(logits).run()) {
                return Tensors.floats(result, 0);
            }
        }
    }

    private static TUint8 pixels(Batch batch) {
        return Tensors.bytes(
                batch.pixels(), batch.size(), batch.shape().height(), batch.shape().width(), 3);
    }

    static float[] frozen(MetaGraphDef model, String signature, Batch batch) {
        String input = model.getSignatureDefOrThrow(signature).getInputsOrThrow("images").getName();
        String output =
                model.getSignatureDefOrThrow(signature).getOutputsOrThrow("logits").getName();
        try (Graph graph = new Graph();
                TUint8 pixels = pixels(batch)) {
            graph.importGraphDef(model.getGraphDef());
            try (Session session = new Session(graph);
                    Result result = session.runner().feed(input, pixels).fetch(output).run()) {
                return Tensors.floats(result, 0);
            }
        }
    }

    @Test
    void of_randomImages_scoreAsTheUnfoldedNetworkDoes() {
        checkFolding(
                new Line(),
                TestBatches.random(32, SHAPE, 5, 3),
                TestBatches.random(6, SHAPE, 5, 9));
    }

    static Stream<Subspace> subspaces() {
        return Stream.of(new Line(), new Curve(), new Simplex(3));
    }

    @ParameterizedTest
    @MethodSource("subspaces")
    void of_photographs_scoreAsTheUnfoldedNetworkDoes(Subspace subspace) throws IOException {
        checkFolding(
                subspace,
                Photographs.cuttings(64, SHAPE, 5, 1),
                Photographs.cuttings(16, SHAPE, 5, 2));
    }

    private static void checkFolding(Subspace subspace, Batch training, Batch batch) {
        List<PointParameters> points = points(subspace, training);
        SavedModel saved = FrozenModel.of(NETWORK, SHAPE, Normalisation.IMAGENET, points);
        MetaGraphDef model = saved.getMetaGraphs(0);
        float[] all = frozen(model, "all-points", batch);
        int size = batch.size() * 5;
        assertThat(all).hasSize(2 * size);
        for (int i = 0; i < 2; i++) {
            float[] expected = unfolded(points.get(i), batch);
            assertThat(frozen(model, "p" + i, batch)).containsExactly(expected, within(1e-4f));
            float[] part = new float[size];
            System.arraycopy(all, i * size, part, 0, size);
            assertThat(part).containsExactly(expected, within(1e-4f));
        }
        assertThat(frozen(model, "serving_default", batch))
                .containsExactly(frozen(model, "p0", batch), within(1e-6f));
        assertThat(unfolded(points.get(0), batch)).isNotEqualTo(unfolded(points.get(1), batch));
    }

    @Test
    void of_points_holdsNeitherVariablesNorBatchNorms() {
        SavedModel saved = FrozenModel.of(NETWORK, SHAPE, Normalisation.IMAGENET, points(IMAGES));
        GraphDef graph = saved.getMetaGraphs(0).getGraphDef();
        assertThat(graph.getNodeList())
                .extracting(NodeDef::getOp)
                .contains("Conv2D", "BiasAdd", "Const")
                .noneMatch(op -> op.contains("Var") || op.contains("BatchNorm"));
        assertThat(saved.getMetaGraphs(0).getMetaInfoDef().getTagsList()).containsExactly("serve");
    }

    /** The largest of the networks, and what protobuf can hold. */
    @Test
    void checkSize_moreThanASavedModelHolds_saysSo() {
        FrozenModel.checkSize(68_882_240, 7);
        assertThatThrownBy(() -> FrozenModel.checkSize(68_882_240, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid number of points: 8 points of 68,882,240 parameters take 2.05 GiB,"
                                + " but a SavedModel holds less than 2 GiB. Export at most 7, with"
                                + " --points and --samples.");
        assertThatThrownBy(() -> FrozenModel.checkSize(600_000_000, 1))
                .hasMessageEndingWith("2 GiB. Use a smaller network.");
    }

    @Test
    void of_sameWeights_givesTheSameBytes() {
        List<PointParameters> points = points(IMAGES);
        assertThat(FrozenModel.of(NETWORK, SHAPE, Normalisation.IMAGENET, points).getMetaGraphs(0))
                .isEqualTo(
                        FrozenModel.of(NETWORK, SHAPE, Normalisation.IMAGENET, points)
                                .getMetaGraphs(0));
    }
}
