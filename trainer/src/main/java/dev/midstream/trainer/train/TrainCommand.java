package dev.midstream.trainer.train;

import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.cli.dataset.DatasetOptions;
import dev.midstream.cli.dataset.MemoryLimit;
import dev.midstream.cli.terminal.Display;
import dev.midstream.engine.Processor;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.offline.model.TrainingImages;
import dev.midstream.trainer.checkpoint.CheckpointFile;
import dev.midstream.trainer.cli.ModelIdOption;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.ModelDescription;
import dev.midstream.trainer.export.ModelTarget;
import dev.midstream.trainer.export.ModelWriter;
import dev.midstream.trainer.export.RunRecord;
import dev.midstream.trainer.export.TrainedModel;
import dev.midstream.trainer.export.frozen.FrozenModel;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.recipe.Recipe;
import dev.midstream.trainer.recipe.RecordedRecipe;
import dev.midstream.trainer.training.DivergedException;
import dev.midstream.trainer.training.RandomStreams;
import dev.midstream.trainer.training.TrainingPlan;
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
    private static final int MIN_CLASSES = 2;
    private static final ImageShape ANY_SHAPE = new ImageShape(32, 32, 3);

    private final RunReports reports;

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
            names = "--tensorboard",
            paramLabel = "DIR",
            description =
                    "Writes loss, accuracy, learning rate, images/s and the endpoints' geometry as"
                            + " event files for TensorBoard (default: none).")
    private Optional<Path> tensorBoard = Optional.empty();

    @Mixin private RecipeOptions recipeOptions = new RecipeOptions();

    @Mixin private ExecutionOptions executionOptions = new ExecutionOptions();

    @Mixin private ExportOptions exportOptions = new ExportOptions();

    @Mixin private CheckpointOptions checkpointOptions = new CheckpointOptions();

    @Mixin private ImageChoiceOptions imageOptions = new ImageChoiceOptions();

    /** The command as it is typed: it reports on standard error. */
    public TrainCommand() {
        this((extent, clock) -> new RunProgress(extent, Display.detected(), System.err, clock));
    }

    /** The command as a part of another, with reports of its own. */
    public TrainCommand(RunReports reports) {
        this.reports = reports;
    }

    @Override
    public Integer call() throws DatasetException, DivergedException, IOException {
        // Reading the images takes long, so everything that does not depend on them is checked
        // first.
        Values values = values();
        ModelTarget target =
                new ModelTarget(
                        out, overwrite ? ModelTarget.Existing.REPLACE : ModelTarget.Existing.KEEP);
        CheckpointOptions.Start start = checkpointOptions.start(target.existing());
        target.check();
        if (tensorBoard.isPresent()) {
            Files.createDirectories(tensorBoard.get());
        }
        CheckpointOptions.check(out, start);

        // The first start decides the number of threads, and looking for a GPU may be one.
        executionOptions.startTensorFlow();
        Clock clock = Clock.systemUTC();
        Instant begin = clock.instant();
        List<String> notes = new ArrayList<>();
        TrainingInput input =
                input(
                        values.recipe(),
                        values.noise(),
                        executionOptions.resolved(values.layout(), notes::add));
        long parameters =
                ParameterLayout.of(input.plan().network(), input.images().shape()).length();
        Usage.check(spec, () -> FrozenModel.checkSize(parameters, values.points().size()));
        CheckpointFile checkpoint = checkpointOptions.open(out, start, identity(input));
        if (!checkpoint.isResumed()) {
            // One that is met in the middle of an epoch would end the run after hours.
            input.images().requireReadable();
        }
        notes.addAll(input.split().remarks());
        notes.forEach(spec.commandLine().getErr()::println);
        TrainedModel model =
                session(input, values.points(), clock)
                        .train(checkpoint, describe(input), record(input));
        ModelWriter.write(target, model);
        checkpoint.delete();
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "Wrote %s in %.1f s.%n",
                        out,
                        Duration.between(begin, clock.instant()).toMillis() / 1e3);
        return spec.exitCodeOnSuccess();
    }

    /**
     * Checks the values of the options, as far as they tell without images.
     *
     * @throws ParameterException if one is invalid, with a message for the user
     */
    public void check() {
        Object unused = values();
    }

    /** What the options say without images. */
    private record Values(
            LabelNoise noise, Recipe recipe, ParameterLayout layout, List<ExportPoint> points) {}

    private Values values() {
        LabelNoise noise = checked(() -> imageOptions.noise(recipeOptions.seed()));
        Usage.check(spec, dataset::check);
        Recipe recipe = checked(recipeOptions::recipe);
        ParameterLayout layout = checked(() -> checkedLayout(recipe));
        List<ExportPoint> points =
                checked(
                        () ->
                                exportOptions.points(
                                        recipe.subspace(),
                                        new RandomStreams(recipe.seed()).points()));
        Usage.check(spec, checkpointOptions::interval);
        return new Values(noise, recipe, layout, points);
    }

    /** The layout of the network for some images, if the recipe has no mistake. */
    private ParameterLayout checkedLayout(Recipe recipe) {
        TrainingPlan provisional =
                TrainingPlan.of(
                        recipe,
                        dataset.name(),
                        MIN_CLASSES,
                        ANY_SHAPE,
                        executionOptions.requested());
        return ParameterLayout.of(provisional.network(), ANY_SHAPE);
    }

    private TrainingInput input(Recipe recipe, LabelNoise noise, Execution execution)
            throws DatasetException {
        ImageDataset split = dataset.open(Split.TRAIN, checked(memoryLimit::bytes));
        LabelledImages images = imageOptions.of(split, noise, recipe.seed());
        return checked(
                () ->
                        new TrainingInput(
                                split,
                                images,
                                TrainingPlan.of(
                                        recipe,
                                        dataset.name(),
                                        split.classes().size(),
                                        images.shape(),
                                        execution)));
    }

    private TrainingSession session(TrainingInput input, List<ExportPoint> points, Clock clock) {
        int statisticsImages =
                exportOptions.statisticsImages(input.plan().network().norm(), input.learnt());
        return new TrainingSession(input, points, statisticsImages, tensorBoard, reports, clock);
    }

    private ModelDescription describe(TrainingInput input) {
        return new ModelDescription(
                modelId.of(out), dataset.name(), input.split().classes(), input.images().shape());
    }

    /** Everything that determines the resulting weights of a run, by name. */
    private Map<String, String> identity(TrainingInput input) {
        Map<String, String> identity = options(input);
        identity.put("seed", Long.toString(input.plan().seed()));
        identity.put("dataset", dataset.name());
        if (input.plan().execution().processor() == Processor.GPU) {
            // Absent on a CPU, so that checkpoints of earlier versions can be resumed there.
            identity.put("device", "gpu");
        }
        identity.put("classes", Integer.toString(input.split().classes().size()));
        identity.put("label fingerprint", input.images().fingerprint());
        return identity;
    }

    /** What the manifest and {@code training.json} record about the run. */
    private RunRecord record(TrainingInput input) {
        Map<String, String> options = options(input);
        options.put("label-noise-flip-rate", Double.toString(input.flipRate()));
        options.put(TrainingImages.SPLIT, Integer.toString(input.split().size()));
        exportOptions.addTo(input.plan(), input.learnt(), options);
        Map<String, String> versions = new TreeMap<>(TensorFlowRuntime.versions());
        versions.put("midstream", Version.current());
        versions.put("java", Runtime.version().toString());
        return new RunRecord(options, versions);
    }

    private Map<String, String> options(TrainingInput input) {
        Map<String, String> options = new TreeMap<>(RecordedRecipe.write(input.plan().recipe()));
        options.put(
                "precision", input.plan().execution().precision().name().toLowerCase(Locale.ROOT));
        options.put("images", Integer.toString(input.images().size()));
        dataset.addTo(options);
        imageOptions.addTo(options);
        return options;
    }

    private <T> T checked(Supplier<T> maker) {
        return Usage.checked(spec, maker);
    }
}
