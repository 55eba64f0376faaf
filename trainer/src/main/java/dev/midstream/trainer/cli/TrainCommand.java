package dev.midstream.trainer.cli;

import dev.midstream.engine.TensorFlowRuntime;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.ModelTarget;
import dev.midstream.trainer.export.ModelWriter;
import dev.midstream.trainer.export.TrainedModel;
import dev.midstream.trainer.graph.BatchNormStatistics;
import dev.midstream.trainer.graph.Execution;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.training.DivergedException;
import dev.midstream.trainer.training.EpochRecord;
import dev.midstream.trainer.training.RandomStreams;
import dev.midstream.trainer.training.TrainingPlan;
import dev.midstream.trainer.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code train}: learns a subspace and writes it as a model directory. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        sortOptions = false,
        description = "Learns a subspace of networks and writes points of it as a model directory.")
public final class TrainCommand implements Callable<Integer> {
    private static final ImageShape ANY_SHAPE = new ImageShape(32, 32, 3);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private DatasetOptions dataset = new DatasetOptions();

    @Mixin private MemoryLimit memoryLimit = new MemoryLimit();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Model directory to write.")
    private Path out = Path.of("");

    @Option(names = "--overwrite", description = "Replace a model directory that exists.")
    private boolean overwrite;

    @Option(
            names = "--model-id",
            paramLabel = "ID",
            description = "Name of the model in metrics (default: the name of the directory).")
    private Optional<String> modelId = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Learn from the first N images of a seeded permutation (default: all).")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "0",
            description = "Random points to export beside midpoint and endpoints (default: 0).")
    private int samples;

    @Option(
            names = "--bn-images",
            paramLabel = "N",
            description =
                    "Training images that the batch-norm statistics of each exported point are"
                            + " computed from (default: all; none with --norm group).")
    private Optional<Integer> batchNormImages = Optional.empty();

    @Mixin private PlanOptions planOptions = new PlanOptions();

    @Mixin private LabelNoiseOptions labelNoise = new LabelNoiseOptions();

    @Override
    public Integer call() throws DatasetException, DivergedException, IOException {
        ModelTarget target =
                new ModelTarget(
                        out, overwrite ? ModelTarget.Existing.REPLACE : ModelTarget.Existing.KEEP);
        LabelNoise noise = checked(() -> labelNoise.noise(planOptions.seed()));
        checkCounts();
        // Before the images are read, which takes long: two classes stand for any number.
        TrainingPlan unused =
                checked(
                        () ->
                                planOptions.plan(
                                        dataset.name(),
                                        2,
                                        ANY_SHAPE,
                                        planOptions.execution().requested()));
        if (samples > 0 && unused.subspace().endpoints() == 1) {
            throw usage(
                    "Invalid --samples: a single network has no points to sample. Use"
                            + " --subspace line.");
        }
        target.check();

        Clock clock = Clock.systemUTC();
        Instant start = clock.instant();
        long mostHeldBytes = checked(memoryLimit::bytes);
        Execution execution = planOptions.execution().resolved(spec.commandLine().getErr());
        ImageDataset split = dataset.open(Split.TRAIN, mostHeldBytes);
        ImageShape input = new ImageShape(split.height(), split.width(), split.channels());
        int classes = split.classes().size();
        TrainingPlan plan =
                checked(() -> planOptions.plan(dataset.name(), classes, input, execution));
        LabelledImages images =
                LabelledImages.of(split, noise, limit.orElse(split.size()), plan.seed());
        if (images.size() < plan.batchSize()) {
            throw usage(
                    "Invalid --batch: "
                            + plan.batchSize()
                            + " is more than the "
                            + images.size()
                            + " training images");
        }
        TensorFlowRuntime.start();
        train(target, split, images, plan, clock);
        String seconds =
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        Duration.between(start, clock.instant()).toMillis() / 1e3);
        spec.commandLine().getOut().println("Wrote " + out + " in " + seconds + " s.");
        return spec.exitCodeOnSuccess();
    }

    private void train(
            ModelTarget target,
            ImageDataset split,
            LabelledImages images,
            TrainingPlan plan,
            Clock clock)
            throws DivergedException, IOException {
        RandomStreams random = new RandomStreams(plan.seed());
        List<ExportPoint> points = ExportPoint.of(plan.subspace(), samples, random.points());
        List<double[]> mixing = new ArrayList<>();
        for (ExportPoint point : points) {
            mixing.add(point.weights());
        }
        int recomputed =
                switch (plan.network().norm()) {
                    case BATCH -> Math.min(batchNormImages.orElse(images.size()), images.size());
                    case GROUP -> 0;
                };
        try (RunProgress progress =
                        new RunProgress(
                                plan.schedule().epochs(),
                                images.size(),
                                (long) recomputed * points.size(),
                                RunProgress.Display.detected(),
                                System.err,
                                clock);
                TrainingRun run = new TrainingRun(plan, images, progress, random, clock)) {
            List<EpochRecord> history = run.train();
            List<BatchNormStatistics> statistics = run.batchNormStatistics(mixing, recomputed);
            ModelWriter.write(
                    target,
                    new TrainedModel(
                            modelId.orElse(out.toAbsolutePath().getFileName().toString()),
                            plan,
                            dataset.name(),
                            split.classes(),
                            images.shape(),
                            run.layout(),
                            run.theta(),
                            points,
                            statistics,
                            history,
                            options(images, recomputed),
                            versions()));
        }
    }

    private Map<String, String> options(LabelledImages images, int recomputed) {
        Map<String, String> options = new TreeMap<>();
        planOptions.addTo(options);
        labelNoise.addTo(options);
        options.put("label-noise-flip-rate", Double.toString(images.flipRate()));
        options.put("images", Integer.toString(images.size()));
        options.put("bn-images", Integer.toString(recomputed));
        options.put("samples", Integer.toString(samples));
        return options;
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>(TensorFlowRuntime.versions());
        versions.put("midstream", ManifestVersion.version());
        versions.put("java", Runtime.version().toString());
        return versions;
    }

    private void checkCounts() {
        if (limit.orElse(1) < 1 || batchNormImages.orElse(1) < 1 || samples < 0) {
            throw usage("Invalid --limit, --bn-images or --samples: use a positive number");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private <T> T checked(java.util.function.Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }
}
