package dev.midstream.trainer.graph.step;

import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.images.TestBatches;
import dev.midstream.trainer.network.CifarResNet;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Endpoints;
import dev.midstream.trainer.subspace.Sampling;
import java.util.SplittableRandom;

/** Training steps of a small network on a small batch. */
public final class SmallSteps {
    static final ImageShape SHAPE = new ImageShape(8, 8, 3);
    static final int CLASSES = 5;
    static final Network NETWORK = new CifarResNet(8, 4, CLASSES);
    static final ParameterLayout LAYOUT = ParameterLayout.of(NETWORK, SHAPE);
    static final int MODULES = LAYOUT.modules().size();
    static final Batch BATCH = TestBatches.random(16, SHAPE, CLASSES, 1);

    private SmallSteps() {}

    static TrainingGraph graph(Subspace subspace, Objective objective) {
        return graph(subspace, objective, new Optimiser(0.9, 0, 0));
    }

    static TrainingGraph graph(Subspace subspace, Objective objective, Optimiser optimiser) {
        return graph(
                new StepPlan(
                        subspace.endpoints(), 1, objective, optimiser, Normalisation.IMAGENET));
    }

    static TrainingGraph graph(StepPlan plan) {
        return new TrainingGraph(NETWORK, SHAPE, plan, Execution.DEFAULT);
    }

    static Draw draw(Subspace subspace, long seed) {
        return Draw.sample(subspace, Sampling.REFERENCE, MODULES, new SplittableRandom(seed));
    }

    /** Endpoints whose batch norms are away from 1 and 0, so that nothing hides behind them. */
    static float[][] theta(int endpoints) {
        float[][] theta = Endpoints.initial(LAYOUT, endpoints, new SplittableRandom(7));
        SplittableRandom random = new SplittableRandom(8);
        for (float[] endpoint : theta) {
            for (int i = LAYOUT.convolutionLength(); i < LAYOUT.length(); i++) {
                endpoint[i] += (float) (0.2 * random.nextGaussian());
            }
        }
        return theta;
    }

    /** Endpoints that are alike, so that the regulariser has a gradient worth checking. */
    static float[][] similarTheta(int endpoints) {
        float[][] theta = theta(endpoints);
        for (int endpoint = 1; endpoint < endpoints; endpoint++) {
            for (int i = 0; i < LAYOUT.length(); i++) {
                theta[endpoint][i] = 0.5f * theta[0][i] + 0.8f * theta[endpoint][i];
            }
        }
        return theta;
    }
}
