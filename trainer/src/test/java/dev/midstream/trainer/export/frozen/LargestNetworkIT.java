package dev.midstream.trainer.export.frozen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.subspace.Point;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.images.TestBatches;
import dev.midstream.trainer.graph.step.BatchMoments;
import dev.midstream.trainer.graph.step.Objective;
import dev.midstream.trainer.graph.step.Optimiser;
import dev.midstream.trainer.graph.step.StepPlan;
import dev.midstream.trainer.graph.step.TrainingGraph;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.Networks;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Endpoints;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.SavedModel;

/**
 * The largest network as it is used, with 1000 classes and images of 224 pixels: a step, and a
 * model that answers. That a folded network answers as an unfolded one is tested on narrow ones.
 */
class LargestNetworkIT {
    private static final ImageShape SHAPE = new ImageShape(224, 224, 3);
    private static final int CLASSES = 1000;
    private static final int IMAGES = 2;

    @Test
    void wideResnet50_fullSize_trainsAndExports() {
        TensorFlowRuntime.start();
        Network network = Networks.named("wideresnet50-2", CLASSES);
        ParameterLayout layout = ParameterLayout.of(network, SHAPE);
        assertThat(layout.length()).isEqualTo(68_882_240);
        Batch images = TestBatches.blocks(IMAGES, SHAPE, CLASSES, 1);
        double[] mixing = new Point().midpoint();
        Draw draw = Draw.fixed(mixing, layout.modules().size());
        StepPlan plan =
                new StepPlan(
                        1,
                        1,
                        Objective.REFERENCE,
                        new Optimiser(0.9, 5e-5, 0),
                        Normalisation.IMAGENET);
        PointParameters point;
        try (TrainingGraph graph = new TrainingGraph(network, SHAPE, plan, Execution.DEFAULT)) {
            graph.assign(Endpoints.initial(layout, 1, new SplittableRandom(1)));
            assertThat(graph.step(images, draw, 0.1).loss()).isFinite();
            BatchMoments moments = graph.moments(images, draw);
            point =
                    new PointParameters(
                            "p0",
                            graph.theta()[0],
                            BatchNormStatistics.of(
                                    layout,
                                    FrozenModelTest.doubles(moments.means()),
                                    FrozenModelTest.doubles(moments.variances())));
        }
        SavedModel saved = FrozenModel.of(network, SHAPE, Normalisation.IMAGENET, List.of(point));
        float[] logits = FrozenModelTest.frozen(saved.getMetaGraphs(0), "p0", images);
        assertThat(logits).hasSize(IMAGES * CLASSES);
        for (float logit : logits) {
            assertThat(logit).isFinite();
        }
        assertThat(logits[0]).isNotEqualTo(logits[CLASSES]);
    }
}
