package dev.midstream.trainer.training;

import dev.midstream.trainer.data.BatchSource;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.graph.Batch;
import dev.midstream.trainer.graph.BatchNormStatistics;
import dev.midstream.trainer.graph.StepResult;
import dev.midstream.trainer.graph.TrainingGraph;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.EndpointGeometry;
import dev.midstream.trainer.subspace.Endpoints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One training run: from random endpoints to trained ones, and to the batch-norm statistics of any
 * of their points. Not thread-safe. TensorFlow must have been started.
 */
public final class TrainingRun implements AutoCloseable {
    private final TrainingPlan plan;
    private final LabelledImages images;
    private final TrainingListener listener;
    private final Clock clock;
    private final RandomStreams random;
    private final TrainingGraph graph;

    public TrainingRun(
            TrainingPlan plan,
            LabelledImages images,
            TrainingListener listener,
            RandomStreams random,
            Clock clock) {
        this.plan = plan;
        this.images = images;
        this.listener = listener;
        this.clock = clock;
        this.random = random;
        this.graph =
                new TrainingGraph(plan.network(), images.shape(), plan.step(), plan.execution());
    }

    /**
     * Trains for as many epochs as the schedule has.
     *
     * @return the history, one record an epoch
     * @throws DivergedException if the loss stops being a number
     */
    public List<EpochRecord> train() throws DivergedException {
        graph.assign(Endpoints.initial(layout(), plan.subspace().endpoints(), random.initial()));
        List<EpochRecord> history = new ArrayList<>();
        for (int epoch = 0; epoch < plan.schedule().epochs(); epoch++) {
            EpochRecord ended = epoch(epoch);
            history.add(ended);
            listener.epochEnded(ended);
        }
        return history;
    }

    private EpochRecord epoch(int epoch) throws DivergedException {
        Instant start = clock.instant();
        int steps = (images.size() + plan.batchSize() - 1) / plan.batchSize();
        int step = 0;
        double rate = 0;
        double loss = 0;
        int correct = 0;
        BatchSource batches =
                new BatchSource(
                        images,
                        images.size(),
                        plan.batchSize(),
                        plan.augmentation(),
                        random.batches(epoch));
        while (batches.hasNext()) {
            Batch batch = batches.next();
            Draw draw =
                    Draw.sample(
                            plan.subspace(),
                            plan.sampling(),
                            layout().modules().size(),
                            random.draw(epoch, step));
            rate = plan.schedule().at(epoch, step, steps);
            step++;
            StepResult result = graph.step(batch, draw, rate);
            if (!Float.isFinite(result.loss())) {
                throw new DivergedException(epoch + 1, rate);
            }
            loss += (double) result.loss() * batch.size();
            correct += result.correct();
            listener.trained(epoch, batch.size(), result);
        }
        EndpointGeometry geometry = EndpointGeometry.of(layout(), graph.theta());
        return new EpochRecord(
                epoch + 1,
                rate,
                loss / images.size(),
                (double) correct / images.size(),
                Duration.between(start, clock.instant()).toMillis() / 1e3,
                geometry.squaredCosine(),
                geometry.distance());
    }

    /** Where parameters lie in a row of {@link #theta}. */
    public ParameterLayout layout() {
        return graph.layout();
    }

    /** The endpoints, {@code [endpoints, P]}. */
    public float[][] theta() {
        return graph.theta();
    }

    /**
     * Computes batch-norm statistics of points as a cumulative mean over augmented training
     * batches, every point on the same ones.
     *
     * @param points mixing weights, {@code [endpoints]} each
     * @param imageLimit at most so many training images
     */
    public List<BatchNormStatistics> batchNormStatistics(List<double[]> points, int imageLimit) {
        BatchSource batches =
                new BatchSource(
                        images,
                        imageLimit,
                        plan.batchSize(),
                        plan.augmentation(),
                        random.recomputation());
        return new BatchNormRecomputation(graph, points).over(batches, listener);
    }

    @Override
    public void close() {
        graph.close();
    }
}
