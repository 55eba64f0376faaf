package dev.midstream.trainer.recorded;

import dev.midstream.ModelManifest;
import dev.midstream.engine.Processor;
import dev.midstream.evaluation.geometry.StoredEndpoints;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.frozen.BatchNormStatistics;
import dev.midstream.trainer.export.frozen.FrozenModel;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.training.History;
import dev.midstream.trainer.training.RandomStreams;
import dev.midstream.trainer.training.TrainedEndpoints;
import dev.midstream.trainer.training.TrainingListener;
import dev.midstream.trainer.training.TrainingPlan;
import dev.midstream.trainer.training.TrainingRun;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.tensorflow.proto.SavedModel;

/**
 * The training run that a model directory records, resumed to compute further points of its
 * endpoints. The same training images, in the same batches, give the same batch-norm statistics.
 * TensorFlow must have been started.
 */
public final class RecordedRun implements AutoCloseable {
    private final RecordedTraining training;
    private final TrainedEndpoints trained;
    private final int statisticsImages;
    private final TrainingRun run;
    private final Processor processor;

    private RecordedRun(
            RecordedTraining training,
            TrainedEndpoints trained,
            int statisticsImages,
            TrainingRun run,
            Processor processor) {
        this.training = training;
        this.processor = processor;
        this.trained = trained;
        this.statisticsImages = statisticsImages;
        this.run = run;
    }

    /**
     * Resumes a run.
     *
     * @param split the training split that the model was trained on
     * @param execution what computes
     * @param statisticsImages training images of the batch-norm statistics; empty: as recorded
     * @param listener is told how many images have been used for statistics
     * @throws InvalidModelException if the model has no endpoints, or does not fit the images
     */
    public static RecordedRun open(
            ModelDirectory model,
            ImageDataset split,
            Execution execution,
            Optional<Integer> statisticsImages,
            TrainingListener listener)
            throws InvalidModelException {
        ModelManifest manifest = model.manifest();
        RecordedTraining training = RecordedTraining.of(manifest);
        TrainingPlan plan = training.plan().on(execution);
        StoredEndpoints endpoints =
                StoredEndpoints.of(model)
                        .orElseThrow(
                                () ->
                                        new InvalidModelException(
                                                "Cannot make points of %s: it has no endpoints. Use a model that train wrote."
                                                        .formatted(manifest.getModelId())));
        // Statistics do not depend on the labels.
        LabelledImages images =
                LabelledImages.of(
                        split,
                        new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0, plan.seed()),
                        training.images().orElse(split.size()),
                        training.imageSeed());
        if (!images.shape().equals(training.input())) {
            throw new InvalidModelException(
                    "Cannot make points of %s: it was trained on images of %s, these are of %s. Use the data of its training."
                            .formatted(
                                    manifest.getModelId(),
                                    text(training.input()),
                                    text(images.shape())));
        }
        TrainingRun run =
                new TrainingRun(
                        plan, images, listener, new RandomStreams(plan.seed()), Clock.systemUTC());
        if (endpoints.theta()[0].length != run.layout().length()) {
            run.close();
            throw new InvalidModelException(
                    "Cannot make points of %s: its endpoints have %d parameters, those of %s have %d."
                            .formatted(
                                    manifest.getModelId(),
                                    endpoints.theta()[0].length,
                                    plan.network().name(),
                                    run.layout().length()));
        }
        int learnt = images.size() - plan.heldOut(images.size());
        int wanted = statisticsImages.orElseGet(() -> training.statisticsImages().orElse(learnt));
        return new RecordedRun(
                training,
                new TrainedEndpoints(endpoints.theta(), History.EMPTY),
                Math.min(learnt, wanted),
                run,
                execution.processor());
    }

    private static String text(ImageShape shape) {
        return shape.height() + "x" + shape.width() + "x" + shape.channels();
    }

    /** What the run computes on. */
    public Processor processor() {
        return processor;
    }

    /** How many parameters a point has. */
    public int parameterCount() {
        return run.layout().length();
    }

    /** How many training images the statistics of each point are computed from. */
    public int statisticsImages() {
        return statisticsImages;
    }

    /** Computes the statistics of points and freezes them as a SavedModel. */
    public SavedModel freeze(List<ExportPoint> points) {
        List<BatchNormStatistics> statistics =
                run.batchNormStatistics(
                        trained, points.stream().map(ExportPoint::row).toList(), statisticsImages);
        TrainingPlan plan = training.plan();
        return FrozenModel.of(
                plan.network(),
                training.input(),
                plan.normalisation(),
                ExportPoint.parameters(points, trained.theta(), statistics));
    }

    @Override
    public void close() {
        run.close();
    }
}
