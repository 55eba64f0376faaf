package dev.midstream.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.TensorFlowRuntime;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.Networks;
import dev.midstream.trainer.network.Norm;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Endpoints;
import dev.midstream.trainer.subspace.Line;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/** Every network, narrow and on small images: one step of training, and export. */
class NetworkExportTest {
    private static final ImageShape SHAPE = new ImageShape(64, 64, 3);
    private static final int CLASSES = 5;

    private static final StepPlan PLAN =
            new StepPlan(
                    2,
                    1,
                    new Objective(1, 0, 0),
                    new Optimiser(0.9, 1e-4, 0),
                    Normalisation.IMAGENET);

    @BeforeAll
    static void startTensorFlow() {
        TensorFlowRuntime.start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cresnet20-w4",
                "cresnet8-w4-gn",
                "resnet18-w8",
                "resnet18-w8-gn",
                "resnet50-w8",
                "resnet50-w8-gn",
                "wideresnet50-2-w4",
                "wideresnet50-2-w4-gn"
            })
    void step_thenExport_scoresAsTheUnfoldedNetworkDoes(String name) {
        Network network = Networks.named(name, CLASSES);
        ParameterLayout layout = ParameterLayout.of(network, SHAPE);
        int modules = layout.modules().size();
        double[] mixing = new Line().midpoint();
        Batch training = TestBatches.blocks(16, SHAPE, CLASSES, 1);
        PointWeights point;
        try (TrainingGraph graph = new TrainingGraph(network, SHAPE, PLAN, Execution.DEFAULT)) {
            graph.assign(Endpoints.initial(layout, 2, new SplittableRandom(1)));
            Draw draw =
                    new Draw(
                            Draw.fixed(mixing, modules).mixing(),
                            new float[][] {{1, 0}, {0, 1}},
                            0);
            float before = graph.step(training, draw, 1e-5).loss();
            assertThat(graph.step(training, draw, 1e-5).loss()).isLessThan(before);
            BatchMoments moments = graph.moments(training, draw);
            point =
                    new PointWeights(
                            "p0",
                            Endpoints.mix(graph.theta(), mixing),
                            BatchNormStatistics.of(
                                    layout,
                                    FrozenModelTest.doubles(moments.means()),
                                    FrozenModelTest.doubles(moments.variances())));
        }
        SavedModel saved = FrozenModel.of(network, SHAPE, Normalisation.IMAGENET, List.of(point));
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
