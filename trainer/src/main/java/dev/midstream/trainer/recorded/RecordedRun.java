package dev.midstream.trainer.recorded;

import dev.midstream.ModelManifest;
import dev.midstream.evaluation.geometry.StoredEndpoints;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.frozen.BatchNormStatistics;
import dev.midstream.trainer.export.frozen.PointWeights;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.subspace.Endpoints;
import dev.midstream.trainer.train.PlanOptions;
import dev.midstream.trainer.training.History;
import dev.midstream.trainer.training.RandomStreams;
import dev.midstream.trainer.training.TrainedWeights;
import dev.midstream.trainer.training.TrainingListener;
import dev.midstream.trainer.training.TrainingPlan;
import dev.midstream.trainer.training.TrainingRun;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The training run that a model directory records, taken up again to make further points of its
 * endpoints: the same training images, in the same batches, give the batch-norm statistics.
 * TensorFlow must have been started.
 */
public final class RecordedRun implements AutoCloseable {
    /** The recorded options that weights and statistics of a point depend on. */
    private static final List<String> DECISIVE =
            List.of(
                    "network",
                    "norm",
                    "subspace",
                    "endpoints",
                    "members",
                    "batch",
                    "augment",
                    "holdout");

    private final TrainingPlan plan;
    private final TrainedWeights trained;
    private final int statisticsImages;
    private final TrainingRun run;

    private RecordedRun(
            TrainingPlan plan, TrainedWeights trained, int statisticsImages, TrainingRun run) {
        this.plan = plan;
        this.trained = trained;
        this.statisticsImages = statisticsImages;
        this.run = run;
    }

    /**
     * The plan that a model records, as far as points depend on it.
     *
     * @throws InvalidModelException if the model does not say how it was trained
     */
    public static TrainingPlan plan(ModelManifest manifest) throws InvalidModelException {
        List<String> arguments = new ArrayList<>();
        for (String name : DECISIVE) {
            String value = manifest.getTraining().get(name);
            if (value != null) {
                arguments.add("--" + name + "=" + value);
            }
        }
        arguments.add("--seed=" + manifest.getSeed());
        PlanOptions options = new PlanOptions();
        try {
            new CommandLine(options)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(arguments.toArray(new String[0]));
            return options.plan(
                    manifest.getDataset(),
                    manifest.getClasses().size(),
                    shape(manifest),
                    Execution.DEFAULT);
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            throw new InvalidModelException(
                    "Cannot make points of %s: its manifest does not say how it was trained: %s"
                            .formatted(manifest.getModelId(), e.getMessage()),
                    e);
        }
    }

    private static ImageShape shape(ModelManifest manifest) {
        return new ImageShape(
                manifest.getInputHeight(), manifest.getInputWidth(), manifest.getInputChannels());
    }

    /**
     * Takes up a run.
     *
     * @param split the training split that the model was trained on
     * @param statisticsImages training images of the batch-norm statistics; empty: as recorded
     * @param listener is told of the images that statistics have seen
     * @throws InvalidModelException if the model has no endpoints, or does not fit the images
     */
    public static RecordedRun open(
            ModelDirectory model,
            ImageDataset split,
            Optional<Integer> statisticsImages,
            TrainingListener listener)
            throws InvalidModelException {
        ModelManifest manifest = model.manifest();
        TrainingPlan plan = plan(manifest);
        StoredEndpoints endpoints =
                StoredEndpoints.of(model)
                        .orElseThrow(
                                () ->
                                        new InvalidModelException(
                                                "Cannot make points of %s: it has no endpoints. Use a model that train wrote."
                                                        .formatted(manifest.getModelId())));
        LabelledImages images =
                LabelledImages.of(
                        split,
                        new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0, plan.seed()),
                        recorded(manifest, "images").orElse(split.size()),
                        plan.seed());
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
        int learned = images.size() - plan.holdOut().images(images.size());
        return new RecordedRun(
                plan,
                new TrainedWeights(endpoints.theta(), History.EMPTY),
                Math.min(
                        learned,
                        statisticsImages.or(() -> recorded(manifest, "bn-images")).orElse(learned)),
                run);
    }

    private static Optional<Integer> recorded(ModelManifest manifest, String option) {
        try {
            String value = manifest.getTraining().get(option);
            return value == null ? Optional.empty() : Optional.of(Integer.valueOf(value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The plan of the run. */
    public TrainingPlan plan() {
        return plan;
    }

    /** How many parameters a point has. */
    public int parameters() {
        return run.layout().length();
    }

    /** How many training images the statistics of each point are computed from. */
    public int statisticsImages() {
        return statisticsImages;
    }

    /** The weights and statistics of points. */
    public List<PointWeights> weights(List<ExportPoint> points) {
        List<BatchNormStatistics> statistics =
                run.batchNormStatistics(
                        trained,
                        points.stream().map(ExportPoint::weights).toList(),
                        statisticsImages);
        List<PointWeights> weights = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            weights.add(
                    new PointWeights(
                            points.get(i).id(),
                            Endpoints.mix(trained.theta(), points.get(i).weights()),
                            statistics.get(i)));
        }
        return weights;
    }

    @Override
    public void close() {
        run.close();
    }
}
