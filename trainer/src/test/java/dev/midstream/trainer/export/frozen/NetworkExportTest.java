package dev.midstream.trainer.export.frozen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.subspace.Line;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.images.TestBatches;
import dev.midstream.trainer.graph.step.BatchMoments;
import dev.midstream.trainer.graph.step.Objective;
import dev.midstream.trainer.graph.step.Optimiser;
import dev.midstream.trainer.graph.step.StepPlan;
import dev.midstream.trainer.graph.step.TrainingGraph;
import dev.midstream.trainer.network.BottleneckResNet;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.Networks;
import dev.midstream.trainer.network.Norm;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Endpoints;
import dev.midstream.trainer.subspace.Sampling;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/** Every network, narrow and on small images: one step of training, and export. */
class NetworkExportTest {
    private static final ImageShape SHAPE = new ImageShape(64, 64, 3);
    private static final int CLASSES = 5;
    private static final int IMAGES = 16;

    @BeforeAll
    static void startTensorFlow() {
        TensorFlowRuntime.start();
    }

    /** Group norms are many operations each: with them the deep networks have a block a stage. */
    static Stream<Network> networks() {
        List<Integer> blocks = List.of(1, 1, 1, 1);
        return Stream.concat(
                Stream.of(
                                "cresnet20-w4",
                                "cresnet32-w4",
                                "cresnet44-w4",
                                "cresnet56-w4",
                                "cresnet8-w4-gn",
                                "resnet18-w8",
                                "resnet18-w8-gn",
                                "resnet50-w8",
                                "wideresnet50-2-w4")
                        .map(name -> Networks.named(name, CLASSES)),
                Stream.of(
                        new BottleneckResNet(blocks, 1, 8, Norm.GROUP, CLASSES),
                        new BottleneckResNet(blocks, 2, 4, Norm.GROUP, CLASSES)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void step_thenExport_scoresAsTheUnfoldedNetworkDoes(Network network) {
        check(network, new Line(), SHAPE, IMAGES);
    }

    /** Takes two steps on a batch, exports the midpoint and scores the batch with it. */
    private static void check(Network network, Subspace subspace, ImageShape shape, int images) {
        ParameterLayout layout = ParameterLayout.of(network, shape);
        int modules = layout.modules().size();
        int endpoints = subspace.endpoints();
        double[] mixing = subspace.midpoint();
        StepPlan plan =
                new StepPlan(
                        endpoints,
                        1,
                        new Objective(1, 0, 0),
                        new Optimiser(0.9, 1e-4, 0),
                        Normalisation.IMAGENET);
        Batch training = TestBatches.blocks(images, shape, network.classes(), 1);
        PointParameters point;
        try (TrainingGraph graph = new TrainingGraph(network, shape, plan, Execution.DEFAULT)) {
            graph.assign(Endpoints.initial(layout, endpoints, new SplittableRandom(1)));
            Draw midpoint = Draw.fixed(mixing, modules);
            Draw drawn =
                    Draw.sample(subspace, Sampling.REFERENCE, modules, new SplittableRandom(2));
            Draw draw = new Draw(midpoint.mixing(), drawn.pair(), 0);
            float before = graph.step(training, draw, 1e-5).loss();
            assertThat(graph.step(training, draw, 1e-5).loss()).isLessThan(before);
            BatchMoments moments = graph.moments(training, midpoint);
            point =
                    new PointParameters(
                            "p0",
                            Endpoints.mix(graph.theta(), mixing),
                            BatchNormStatistics.of(
                                    layout,
                                    FrozenModelTest.doubles(moments.means()),
                                    FrozenModelTest.doubles(moments.variances())));
        }
        SavedModel saved = FrozenModel.of(network, shape, Normalisation.IMAGENET, List.of(point));
        float[] expected = FrozenModelTest.unfolded(network, layout, point, training);
        float largest = 1;
        for (float logit : expected) {
            largest = Math.max(largest, Math.abs(logit));
        }
        assertThat(FrozenModelTest.frozen(saved.getMetaGraphs(0), "p0", training))
                .containsExactly(expected, within(1e-4f * largest));
        assertThat(saved.getMetaGraphs(0).getGraphDef().getNodeList())
                .extracting(NodeDef::getOp)
                .noneMatch(operation -> operation.contains("BatchNorm"))
                .filteredOn("Rsqrt"::equals)
                .hasSize(network.norm() == Norm.GROUP ? (modules - 1) / 2 : 0);
    }
}
