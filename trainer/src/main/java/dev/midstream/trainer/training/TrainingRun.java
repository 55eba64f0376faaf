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
 * networks, and further to the batch-norm statistics of any of their points. Not thread-safe.
 * TensorFlow must have been started.
 */
public final class TrainingRun implements AutoCloseable {
    private final TrainingPlan plan;
    private final TrainingTask task;
    private final RandomStreams random;
    private final TrainingGraph graph;

    /**
     * A run.
     *
     * @param all all images: those that the plan holds out are taken from them
     * @param listener receives the progress of the run
     */
    public TrainingRun(
            TrainingPlan plan,
            LabelledImages all,
            TrainingListener listener,
            RandomStreams random,
            Clock clock) {
        this.plan = plan;
        this.task = TrainingTask.of(plan, all, listener, clock);
        this.random = random;
        this.graph = graphOf(plan.execution());
    }

    /**
     * Trains, from the latest checkpoint if there is one.
     *
     * @throws DivergedException if the loss is no longer finite
     * @throws IOException if a checkpoint cannot be written
     */
    public TrainedEndpoints train(Checkpoints checkpoints) throws DivergedException, IOException {
        // No state is kept here while a network is trained: it is as large as all its endpoints.
        NetworkTraining training = first(checkpoints);
        while (training.member() < plan.members()) {
            training.run();
            float[][] finished = joined(training.finished(), training.result());
            training = next(training.member() + 1, training.history(), finished, checkpoints);
        }
        return new TrainedEndpoints(training.finished(), training.history());
    }

    private NetworkTraining first(Checkpoints checkpoints) {
        Optional<TrainingState> resumed = checkpoints.take();
        resumed.ifPresent(
                state ->
                        task.listener()
                                .resumed(
                                        state.progress()
                                                .images(
                                                        plan.schedule().epochs(),
                                                        task.images().size())));
        return from(
                resumed.orElseGet(() -> initial(0, History.EMPTY, TrainingState.NONE)),
                checkpoints);
    }

    private NetworkTraining next(
            int member, History history, float[][] finished, Checkpoints checkpoints)
            throws IOException {
        TrainingState state =
                member < plan.members()
                        ? initial(member, history, finished)
                        : TrainingState.complete(plan.members(), history, finished);
        checkpoints.save(state);
        return from(state, checkpoints);
    }

    private NetworkTraining from(TrainingState state, Checkpoints checkpoints) {
        return new NetworkTraining(
                task, graph, random.ofMember(state.progress().member()), state, checkpoints);
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

    /** The positions of parameters in a row of theta. */
    public ParameterLayout layout() {
        return graph.layout();
    }

    /**
     * Computes batch-norm statistics of points as a cumulative mean over augmented training
     * batches, the same ones for every point. They are those of the network in float32, which is
     * what is exported, whatever the precision of training was.
     *
     * @param trained what the points are of
     * @param points mixing weights, one for each row of theta
     * @param imageLimit the most training images to use
     */
    public List<BatchNormStatistics> batchNormStatistics(
            TrainedEndpoints trained, List<double[]> points, int imageLimit) {
        if (plan.execution().precision() == Precision.FLOAT32) {
            return statistics(graph, trained, points, imageLimit);
        }
        try (TrainingGraph measured = graphOf(plan.execution().in(Precision.FLOAT32))) {
            return statistics(measured, trained, points, imageLimit);
        }
    }

    private List<BatchNormStatistics> statistics(
            TrainingGraph measured,
            TrainedEndpoints trained,
            List<double[]> points,
            int imageLimit) {
        if (plan.members() == 1) {
            measured.assign(trained.theta());
            return recomputed(measured, points, imageLimit);
        }
        List<BatchNormStatistics> statistics = new ArrayList<>();
        for (double[] mixing : points) {
            // Each network of an ensemble is a subspace of its own.
            measured.assign(new float[][] {Endpoints.mix(trained.theta(), mixing)});
            statistics.addAll(recomputed(measured, List.of(new double[] {1}), imageLimit));
        }
        return statistics;
    }

    private List<BatchNormStatistics> recomputed(
            TrainingGraph measured, List<double[]> points, int imageLimit) {
        return new BatchNormRecomputation(measured, points)
                .over(
                        plan.batches(task.images(), imageLimit, random.recomputation()),
                        task.listener()::recomputed);
    }

    private TrainingGraph graphOf(Execution execution) {
        return new TrainingGraph(
                plan.network(),
                task.images().shape(),
                plan.step(),
                execution,
                plan.source(task.images()));
    }

    @Override
    public void close() {
        graph.close();
    }
}
