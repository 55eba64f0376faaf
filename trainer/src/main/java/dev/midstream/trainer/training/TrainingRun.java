package dev.midstream.trainer.training;

import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.export.frozen.BatchNormStatistics;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.execution.Precision;
import dev.midstream.trainer.graph.step.TrainingGraph;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Endpoints;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One training run: from random endpoints to trained ones, of one subspace or of several single
 * networks, and to the batch-norm statistics of any of their points. Not thread-safe. TensorFlow
 * must have been started.
 */
public final class TrainingRun implements AutoCloseable {
    private final TrainingPlan plan;
    private final LabelledImages images;
    private final Optional<HeldOutMeasure> heldOut;
    private final TrainingListener listener;
    private final Clock clock;
    private final RandomStreams random;
    private final TrainingGraph graph;

    /**
     * A run.
     *
     * @param images all that there are: what the plan holds out is taken from them
     */
    public TrainingRun(
            TrainingPlan plan,
            LabelledImages images,
            TrainingListener listener,
            RandomStreams random,
            Clock clock) {
        int held = plan.holdOut().images(images.size());
        this.plan = plan;
        this.images = images.part(held, images.size());
        this.heldOut =
                held == 0
                        ? Optional.empty()
                        : Optional.of(new HeldOutMeasure(plan, this.images, images.part(0, held)));
        this.listener = listener;
        this.clock = clock;
        this.random = random;
        this.graph = graphOf(plan.execution());
    }

    /**
     * Trains, from where the latest checkpoint was if there is one.
     *
     * @throws DivergedException if the loss stops being a number
     * @throws IOException if a checkpoint cannot be written
     */
    public TrainedWeights train(Checkpoints checkpoints) throws DivergedException, IOException {
        TrainingState state =
                checkpoints.latest().orElseGet(() -> initial(0, History.EMPTY, TrainingState.NONE));
        if (checkpoints.latest().isPresent()) {
            listener.resumed(state.progress().images(plan.schedule().epochs(), images.size()));
        }
        while (state.progress().member() < plan.members()) {
            int member = state.progress().member();
            NetworkTraining training =
                    new NetworkTraining(
                            plan,
                            graph,
                            images,
                            heldOut,
                            random.ofMember(member),
                            state,
                            checkpoints,
                            listener,
                            clock);
            training.run();
            float[][] finished = joined(state.finished(), training.result());
            state =
                    member + 1 < plan.members()
                            ? initial(member + 1, training.history(), finished)
                            : TrainingState.complete(plan.members(), training.history(), finished);
            checkpoints.save(state);
        }
        return new TrainedWeights(state.finished(), state.history());
    }

    private TrainingState initial(int member, History history, float[][] finished) {
        float[][] theta =
                Endpoints.initial(
                        layout(), plan.subspace().endpoints(), random.ofMember(member).initial());
        return TrainingState.initial(member, history, finished, theta);
    }

    private static float[][] joined(float[][] rows, float[][] more) {
        float[][] joined = Arrays.copyOf(rows, rows.length + more.length);
        System.arraycopy(more, 0, joined, rows.length, more.length);
        return joined;
    }

    /** Where parameters lie in a row of theta. */
    public ParameterLayout layout() {
        return graph.layout();
    }

    /**
     * Computes batch-norm statistics of points as a cumulative mean over augmented training
     * batches, every point on the same ones. Whatever the precision of training was, they are those
     * of the network in float32, for that is what is exported.
     *
     * @param trained what the points are of
     * @param points mixing weights, one for each row of theta
     * @param imageLimit at most so many training images
     */
    public List<BatchNormStatistics> batchNormStatistics(
            TrainedWeights trained, List<double[]> points, int imageLimit) {
        if (plan.execution().precision() == Precision.FLOAT32) {
            return statistics(graph, trained, points, imageLimit);
        }
        try (TrainingGraph measured = graphOf(plan.execution().in(Precision.FLOAT32))) {
            return statistics(measured, trained, points, imageLimit);
        }
    }

    private List<BatchNormStatistics> statistics(
            TrainingGraph measured, TrainedWeights trained, List<double[]> points, int imageLimit) {
        if (plan.members() == 1) {
            measured.assign(trained.theta());
            return recomputed(measured, points, imageLimit);
        }
        List<BatchNormStatistics> statistics = new ArrayList<>();
        for (double[] mixing : points) {
            // A network of several is a point of its own subspace, and of no other.
            measured.assign(new float[][] {Endpoints.mix(trained.theta(), mixing)});
            statistics.addAll(recomputed(measured, List.of(new double[] {1}), imageLimit));
        }
        return statistics;
    }

    private List<BatchNormStatistics> recomputed(
            TrainingGraph measured, List<double[]> points, int imageLimit) {
        return new BatchNormRecomputation(measured, points)
                .over(
                        plan.batches(images, imageLimit, random.recomputation()),
                        listener::recomputed);
    }

    private TrainingGraph graphOf(Execution execution) {
        return new TrainingGraph(plan.network(), images.shape(), plan.step(), execution);
    }

    @Override
    public void close() {
        graph.close();
    }
}
