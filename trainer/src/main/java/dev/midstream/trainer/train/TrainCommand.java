package dev.midstream.trainer.train;

import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.cli.dataset.DatasetOptions;
import dev.midstream.cli.dataset.LabelNoiseOptions;
import dev.midstream.cli.dataset.MemoryLimit;
import dev.midstream.cli.terminal.Display;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.trainer.checkpoint.CheckpointFile;
import dev.midstream.trainer.cli.ModelIdOption;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.ModelTarget;
import dev.midstream.trainer.export.ModelWriter;
import dev.midstream.trainer.export.TrainedModel;
import dev.midstream.trainer.export.frozen.BatchNormStatistics;
import dev.midstream.trainer.export.frozen.FrozenModel;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.tensorboard.TensorBoardOutput;
import dev.midstream.trainer.training.DivergedException;
import dev.midstream.trainer.training.RandomStreams;
import dev.midstream.trainer.training.TrainedWeights;
import dev.midstream.trainer.training.TrainingPlan;
import dev.midstream.trainer.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
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
import java.util.function.Supplier;
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
        versionProvider = Version.class,
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

    @Option(
            names = "--overwrite",
            description =
                    "Replace a model directory that exists, and discard a checkpoint (default:"
                            + " off, both are kept and nothing is trained).")
    private boolean overwrite;

    @Mixin private ModelIdOption modelId = new ModelIdOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Learn from the first N images of a seeded permutation (default: all).")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--tensorboard",
            paramLabel = "DIR",
            description =
                    "Writes loss, accuracy, learning rate, images/s and the endpoints' geometry as"
                            + " event files for TensorBoard (default: none).")
    private Optional<Path> tensorBoard = Optional.empty();

    @Mixin private PlanOptions planOptions = new PlanOptions();

    @Mixin private ExportOptions exportOptions = new ExportOptions();

    @Mixin private CheckpointOptions checkpointOptions = new CheckpointOptions();

    @Mixin private LabelNoiseOptions labelNoise = new LabelNoiseOptions();

    @Override
    public Integer call() throws DatasetException, DivergedException, IOException {
        ModelTarget target =
                new ModelTarget(
                        out, overwrite ? ModelTarget.Existing.REPLACE : ModelTarget.Existing.KEEP);
        LabelNoise noise = checked(() -> labelNoise.noise(planOptions.seed()));
        if (limit.orElse(1) < 1) {
            throw usage("Invalid --limit: use a positive number");
        }
        // Before the images are read, which takes long: two classes stand for any number.
        TrainingPlan provisional =
                checked(
                        () ->
                                planOptions.plan(
                                        dataset.name(),
                                        2,
                                        ANY_SHAPE,
                                        planOptions.execution().requested()));
        List<ExportPoint> points =
                checked(
                        () ->
                                exportOptions.points(
                                        provisional,
                                        new RandomStreams(planOptions.seed()).points()));
        Usage.check(spec, checkpointOptions::interval);
        CheckpointOptions.Start start = checkpointOptions.start(overwrite);
        target.check();
        if (tensorBoard.isPresent()) {
            Files.createDirectories(tensorBoard.get());
        }
        CheckpointOptions.check(out, start);

        Clock clock = Clock.systemUTC();
        Instant begin = clock.instant();
        long maxBytesInMemory = checked(memoryLimit::bytes);
        List<String> notes = new ArrayList<>();
        Execution execution =
                planOptions
                        .execution()
                        .resolved(ParameterLayout.of(provisional.network(), ANY_SHAPE), notes::add);
        ImageDataset split = dataset.open(Split.TRAIN, maxBytesInMemory);
        ImageShape input = new ImageShape(split.height(), split.width(), split.channels());
        int classes = split.classes().size();
        TrainingPlan plan =
                checked(() -> planOptions.plan(dataset.name(), classes, input, execution));
        LabelledImages images =
                LabelledImages.of(split, noise, limit.orElse(split.size()), plan.seed());
        int trained = images.size() - plan.holdOut().images(images.size());
        if (trained == images.size() && plan.holdOut().share() > 0) {
            throw usage(
                    "Invalid --holdout: "
                            + plan.holdOut().share()
                            + " of "
                            + images.size()
                            + " images is none");
        }
        if (trained < plan.batchSize()) {
            throw usage(
                    "Invalid --batch-size: "
                            + plan.batchSize()
                            + " is more than the "
                            + trained
                            + " training images");
        }
        long parameters = ParameterLayout.of(plan.network(), input).length();
        Usage.check(spec, () -> FrozenModel.checkSize(parameters, points.size()));
        CheckpointFile checkpoint =
                checkpointOptions.open(out, start, identity(images, split, execution));
        notes.forEach(spec.commandLine().getErr()::println);
        TensorFlowRuntime.start();
        train(target, split, images, plan, points, checkpoint, clock);
        checkpoint.delete();
        String seconds =
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        Duration.between(begin, clock.instant()).toMillis() / 1e3);
        spec.commandLine().getOut().println("Wrote " + out + " in " + seconds + " s.");
        return spec.exitCodeOnSuccess();
    }

    private void train(
            ModelTarget target,
            ImageDataset split,
            LabelledImages images,
            TrainingPlan plan,
            List<ExportPoint> points,
            CheckpointFile checkpoint,
            Clock clock)
            throws DivergedException, IOException {
        int trained = images.size() - plan.holdOut().images(images.size());
        int recomputed = exportOptions.statisticsImages(plan, trained);
        try (RunProgress progress =
                        new RunProgress(
                                new RunProgress.Extent(
                                        plan.members(),
                                        plan.schedule().epochs(),
                                        trained,
                                        (long) recomputed * points.size()),
                                Display.detected(),
                                System.err,
                                clock);
                TensorBoardOutput events = TensorBoardOutput.of(tensorBoard);
                TrainingRun run =
                        new TrainingRun(
                                plan,
                                images,
                                events.and(progress),
                                new RandomStreams(plan.seed()),
                                clock)) {
            TrainedWeights trainedWeights = run.train(checkpoint);
            List<BatchNormStatistics> statistics =
                    run.batchNormStatistics(
                            trainedWeights,
                            points.stream().map(ExportPoint::weights).toList(),
                            recomputed);
            ModelWriter.write(
                    target,
                    new TrainedModel(
                            modelId.of(out),
                            plan,
                            dataset.name(),
                            split.classes(),
                            images.shape(),
                            run.layout(),
                            trainedWeights.theta(),
                            points,
                            statistics,
                            trainedWeights.history(),
                            options(images, trained, plan),
                            versions()));
        }
    }

    /** All that determines the weights that a run ends with. */
    private Map<String, String> identity(
            LabelledImages images, ImageDataset split, Execution execution) {
        Map<String, String> identity = new TreeMap<>();
        planOptions.addTo(identity, execution);
        labelNoise.addTo(identity);
        identity.put("seed", Long.toString(planOptions.seed()));
        identity.put("dataset", dataset.name());
        identity.put("images", Integer.toString(images.size()));
        identity.put("classes", Integer.toString(split.classes().size()));
        identity.put("label fingerprint", images.fingerprint());
        return identity;
    }

    private Map<String, String> options(LabelledImages images, int trained, TrainingPlan plan) {
        Map<String, String> options = new TreeMap<>();
        planOptions.addTo(options, plan.execution());
        labelNoise.addTo(options);
        options.put("label-noise-flip-rate", Double.toString(images.flipRate()));
        options.put("images", Integer.toString(images.size()));
        exportOptions.addTo(plan, trained, options);
        return options;
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>(TensorFlowRuntime.versions());
        versions.put("midstream", Version.current());
        versions.put("java", Runtime.version().toString());
        return versions;
    }

    private ParameterException usage(String message) {
        return Usage.error(spec, message);
    }

    private <T> T checked(Supplier<T> maker) {
        return Usage.checked(spec, maker);
    }
}
