package dev.midstream.trainer.evaluate;

import dev.midstream.ModelManifest;
import dev.midstream.RobustnessMetric;
import dev.midstream.engine.InvalidSavedModelException;
import dev.midstream.engine.TensorFlowRuntime;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.label.NoisyLabels;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.schemas.metric.RobustnessMetrics;
import dev.midstream.schemas.metric.RobustnessTable;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import dev.midstream.trainer.cli.ManifestVersion;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code evaluate}. */
@Command(
        name = "evaluate",
        description =
                "Evaluates an exported model on clean and corrupted test images, without a stream.",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "Model directory that train wrote.")
    private Path model = Path.of("");

    @Option(
            names = "--points",
            paramLabel = "NAMES",
            defaultValue = PointSelection.ALL,
            description =
                    "Points to evaluate, with commas between them. Two or more are evaluated as an"
                            + " ensemble (mean logits) too. Default: all.")
    private String points = PointSelection.ALL;

    @Mixin private TestPlanOptions planOptions = new TestPlanOptions();

    @Option(
            names = "--ece-bins",
            paramLabel = "N",
            defaultValue = "" + ClassificationFigures.DEFAULT_ECE_BINS,
            description = "Bins of the calibration error: 10, 12, 15, 20, 30 or 60. Default: 15.")
    private int eceBins = ClassificationFigures.DEFAULT_ECE_BINS;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes all figures as JSON: an array of RobustnessMetric.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--predictions",
            paramLabel = "FILE",
            description = "Writes every single prediction as CSV.")
    private Optional<Path> predictions = Optional.empty();

    @Override
    public Integer call()
            throws DatasetException,
                    InvalidModelException,
                    InvalidSavedModelException,
                    IOException,
                    InterruptedException {
        // Checked first: a wrong number of bins should not cost an evaluation.
        usage(() -> ClassificationFigures.of(ClassificationSums.EMPTY, eceBins));
        usage(planOptions::check);
        ModelDirectory directory = ModelDirectory.open(model);
        PointSelection selection = usage(() -> PointSelection.parse(directory.manifest(), points));
        TestPlan plan = planOptions.open();
        requireFit(directory.manifest(), plan);

        RobustnessSums sums =
                new RobustnessSums(
                        planOptions.runId(),
                        plan,
                        directory.manifest(),
                        ScoredModel.columns(selection));
        evaluate(directory, selection, plan, sums);
        report(plan, sums.metrics(eceBins, Clock.systemUTC().instant()));
        return 0;
    }

    /** Bad values are bad usage. */
    private <T> T usage(Supplier<T> values) {
        try {
            return values.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireFit(ModelManifest manifest, TestPlan plan)
            throws InvalidModelException {
        if (manifest.getInputHeight() != plan.images().height()
                || manifest.getInputWidth() != plan.images().width()
                || manifest.getInputChannels() != plan.images().channels()) {
            throw new InvalidModelException(
                    "Cannot evaluate %s: it takes %dx%d images, but those of %s are %dx%d."
                            .formatted(
                                    manifest.getModelId(),
                                    manifest.getInputHeight(),
                                    manifest.getInputWidth(),
                                    plan.images().name(),
                                    plan.images().height(),
                                    plan.images().width()));
        }
        if (!manifest.getClasses().equals(plan.images().classes())) {
            throw new InvalidModelException(
                    "Cannot evaluate %s: its classes are %s, but those of %s are %s."
                            .formatted(
                                    manifest.getModelId(),
                                    manifest.getClasses(),
                                    plan.images().name(),
                                    plan.images().classes()));
        }
    }

    private void evaluate(
            ModelDirectory directory, PointSelection selection, TestPlan plan, RobustnessSums sums)
            throws InvalidSavedModelException, IOException, InterruptedException {
        // Workers score with one thread each; the runtime's first start decides that.
        TensorFlowRuntime.start(1);
        int workers = Runtime.getRuntime().availableProcessors();
        Evaluator evaluator = new Evaluator(directory, selection, workers);
        try (OutcomeSink progress =
                        new EvaluationProgress(plan.size(), System.err, Clock.systemUTC());
                OutcomeSink csv = predictionsSink(plan, selection)) {
            evaluator.evaluate(
                    plan,
                    outcomes -> {
                        sums.accept(outcomes);
                        csv.accept(outcomes);
                        progress.accept(outcomes);
                    });
        }
    }

    private OutcomeSink predictionsSink(TestPlan plan, PointSelection selection)
            throws IOException {
        return predictions.isPresent()
                ? new PredictionsCsv(predictions.get(), plan, ScoredModel.columns(selection))
                : OutcomeSink.NONE;
    }

    private void report(TestPlan plan, List<RobustnessMetric> metrics) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(RobustnessTable.of(metrics));
        out.printf("ECE over %d equal-width bins.%n", eceBins);
        plan.noise()
                .map(NoisyLabels::realisedFlipRate)
                .ifPresent(
                        rate ->
                                out.printf(
                                        Locale.ROOT,
                                        "Label noise changed %.2f %% of the labels.%n",
                                        100 * rate));
        if (plan.conditions().stream()
                .anyMatch(condition -> condition.corruption().equals("frost"))) {
            out.println("Frost: " + plan.corruptor().frostTextures().source() + ".");
        }
        out.flush();
        if (json.isPresent()) {
            try (OutputStream stream =
                    new BufferedOutputStream(Files.newOutputStream(json.get()))) {
                RobustnessMetrics.writeJson(metrics, stream);
            }
        }
    }
}
