package dev.midstream.trainer.training;

import dev.midstream.evaluation.geometry.EndpointGeometry;
import dev.midstream.trainer.data.BatchSource;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.step.StepResult;
import dev.midstream.trainer.graph.step.TrainingGraph;
import dev.midstream.trainer.subspace.Draw;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Trains one subspace of networks from a state to the end. */
final class NetworkTraining {
    private final TrainingTask task;
    private final TrainingPlan plan;
    private final TrainingGraph graph;
    private final RandomStreams random;
    private final Checkpoints checkpoints;
    private final float[][] finished;

    private RunPosition progress;
    private History history;
    private float[][] average;
    private float[][] best;
    private Instant lastCheckpoint;

    /** A training that resumes from a state, which is loaded into the graph. */
    NetworkTraining(
            TrainingTask task,
            TrainingGraph graph,
            RandomStreams random,
            TrainingState state,
            Checkpoints checkpoints) {
        this.task = task;
        this.plan = task.plan();
        this.graph = graph;
        this.random = random;
        this.checkpoints = checkpoints;
        this.finished = state.finished();
        this.progress = state.progress();
        this.history = state.history();
        this.average = state.average();
        this.best = state.best();
        this.lastCheckpoint = task.clock().instant();
        if (state.theta().length == 0) {
            // All networks are trained.
            return;
        }
        if (state.velocity().length == 0) {
            graph.assign(state.theta());
        } else {
            graph.assign(state.theta(), state.velocity(), state.lossScale());
        }
    }

    /** Trains to the end of the schedule, or until patience runs out. */
    void run() throws DivergedException, IOException {
        while (!ended()) {
            epoch();
            if (!ended()) {
                save();
            }
        }
    }

    private boolean ended() {
        return progress.epoch() >= plan.schedule().epochs() || progress.outOf(plan.patience());
    }

    /** Which of several independently trained networks it trains, from 0. */
    int member() {
        return progress.member();
    }

    /** The endpoints of the networks whose training was complete before. */
    float[][] finished() {
        return finished;
    }

    History history() {
        return history;
    }

    /** The trained endpoints, {@code [endpoints, P]}. */
    float[][] result() {
        if (plan.patience() > 0) {
            return best;
        }
        return plan.schedule().decay().averages() ? average : graph.theta();
    }

    private void epoch() throws DivergedException, IOException {
        int epoch = progress.epoch();
        Instant start = task.clock().instant().minusNanos((long) (1e9 * progress.sums().seconds()));
        BatchSource batches =
                plan.batches(task.images(), task.images().size(), random.batches(epoch));
        batches.skip(progress.sums().steps());
        while (batches.hasNext()) {
            step(batches.next());
            if (batches.hasNext() && overdue()) {
                progress = progress.with(progress.sums().withSeconds(secondsSince(start)));
                save();
            }
        }
        checkFinite(graph.theta());
        EpochRecord ended = record(start);
        history = history.with(ended);
        progress = progress.afterEpoch();
        if (plan.schedule().averages(progress.epoch())) {
            average = WeightAverage.with(average, progress.averaged(), graph.theta());
            progress = progress.afterAverage();
        }
        task.listener().epochEnded(ended);
        if (task.heldOut().isPresent()) {
            measure(task.heldOut().get(), ended.learningRate());
        }
    }

    private void step(Batch batch) throws DivergedException {
        int epoch = progress.epoch();
        int step = progress.sums().steps();
        if (batch.size() < plan.recipe().subspace().sampling().perBatch()) {
            progress = progress.with(progress.sums().withoutBatch());
            return;
        }
        Draw draw =
                Draw.sample(
                        plan.subspace(),
                        plan.recipe().subspace().sampling(),
                        graph.layout().modules().size(),
                        random.draw(epoch, step));
        int steps = (task.images().size() + plan.batchSize() - 1) / plan.batchSize();
        double rate = plan.schedule().at(epoch, step, steps);
        StepResult result = graph.step(batch, draw, rate);
        if (!Float.isFinite(result.loss())) {
            throw new DivergedException(epoch + 1, rate);
        }
        progress = progress.with(progress.sums().plus(result, batch.size(), rate));
        task.listener().trained(epoch, batch.size(), result);
    }

    /**
     * Checks the weights after the last step of an epoch, since no later loss of the epoch depends
     * on them.
     */
    private void checkFinite(float[][] theta) throws DivergedException {
        for (float[] row : theta) {
            for (float value : row) {
                if (!Float.isFinite(value)) {
                    throw new DivergedException(
                            progress.epoch() + 1, progress.sums().learningRate());
                }
            }
        }
    }

    private EpochRecord record(Instant start) {
        EndpointGeometry geometry =
                EndpointGeometry.of(graph.layout().convolutionLength(), graph.theta());
        EpochSums sums = progress.sums();
        return new EpochRecord(
                progress.member(),
                progress.epoch() + 1,
                sums.learningRate(),
                sums.loss() / sums.images(),
                (double) sums.correct() / sums.images(),
                secondsSince(start),
                geometry.squaredCosine(),
                geometry.distance());
    }

    private void measure(HeldOutMeasure measure, double learningRate) throws DivergedException {
        HeldOutRecord measured = measure.of(graph, random, progress.member(), progress.epoch());
        if (!Double.isFinite(measured.loss())) {
            throw new DivergedException(progress.epoch(), learningRate);
        }
        history = history.with(measured);
        if (measured.loss() < progress.bestLoss()) {
            progress = progress.withBest(measured);
            best = plan.patience() > 0 ? graph.theta() : TrainingState.NONE;
        }
        task.listener().measured(measured);
    }

    private double secondsSince(Instant start) {
        return Duration.between(start, task.clock().instant()).toMillis() / 1e3;
    }

    private boolean overdue() {
        Duration passed = Duration.between(lastCheckpoint, task.clock().instant());
        return passed.compareTo(checkpoints.interval()) >= 0;
    }

    /** Saves a checkpoint, unless weights are not finite. */
    private void save() throws DivergedException, IOException {
        float[][] theta = graph.theta();
        checkFinite(theta);
        checkpoints.save(
                new TrainingState(
                        progress,
                        history,
                        finished,
                        theta,
                        graph.velocity(),
                        graph.lossScale(),
                        average,
                        best));
        lastCheckpoint = task.clock().instant();
    }
}
