package dev.midstream.trainer.graph.step;

import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.subspace.Point;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.images.TestBatches;
import dev.midstream.trainer.network.BasicResNet;
import dev.midstream.trainer.network.BottleneckResNet;
import dev.midstream.trainer.network.CifarResNet;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.Norm;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Endpoints;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of every kind of block, stem, norm and head, module by module. */
class NetworkGradientTest {
    private static final ImageShape SHAPE = new ImageShape(16, 16, 3);
    private static final int CLASSES = 5;

    @BeforeAll
    static void startTensorFlow() {
        TensorFlowRuntime.start();
    }

    static Stream<Network> networks() {
        return Stream.of(
                new CifarResNet(8, 4, Norm.GROUP, CLASSES),
                new BasicResNet(List.of(1, 2), 4, Norm.BATCH, CLASSES),
                new BottleneckResNet(List.of(1, 2), 2, 3, Norm.BATCH, CLASSES),
                new BottleneckResNet(List.of(1, 1), 1, 4, Norm.GROUP, CLASSES));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradient_everyBlock_equalsFiniteDifferences(Network network) {
        ParameterLayout layout = ParameterLayout.of(network, SHAPE);
        float[][] theta = Endpoints.initial(layout, 1, new SplittableRandom(7));
        SplittableRandom random = new SplittableRandom(8);
        for (int i = layout.convolutionLength(); i < layout.length(); i++) {
            theta[0][i] += (float) (0.2 * random.nextGaussian());
        }
        StepPlan plan =
                new StepPlan(
                        1,
                        1,
                        Objective.REFERENCE,
                        new Optimiser(0.9, 0, 0),
                        Normalisation.IMAGENET);
        try (TrainingGraph graph = new TrainingGraph(network, SHAPE, plan, Execution.DEFAULT)) {
            FiniteDifferences.check(
                    graph,
                    theta,
                    TestBatches.random(16, SHAPE, CLASSES, 1),
                    Draw.fixed(new Point().midpoint(), layout.modules().size()));
        }
    }
}
