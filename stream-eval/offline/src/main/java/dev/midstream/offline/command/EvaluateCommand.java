package dev.midstream.offline.command;

import dev.midstream.cli.EceBins;
import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.RecordNames;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.cli.dataset.InputResizing;
import dev.midstream.cli.dataset.TestPlanOptions;
import dev.midstream.cli.terminal.ConsoleProgress;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.classes.DatasetClasses;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.LargerImages;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.plan.Design;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.metrics.RankedOutcomes;
import dev.midstream.offline.early.Asked;
import dev.midstream.offline.early.EarlyQuestions;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.model.ModelFit;
import dev.midstream.offline.model.ModelRemarks;
import dev.midstream.offline.model.Temperatures;
import dev.midstream.offline.report.TextReport;
import dev.midstream.offline.requirement.Requirement;
import dev.midstream.offline.result.BadAnswers;
import dev.midstream.offline.result.EvaluationResults;
import dev.midstream.offline.run.ChunkSink;
import dev.midstream.offline.run.EarlyEvaluation;
import dev.midstream.offline.run.EarlyResults;
import dev.midstream.offline.run.EvaluationProgress;
import dev.midstream.offline.run.EvaluationRun;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine;
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
                "Evaluates exported models on clean and corrupted test images, without a stream.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.SUCCESS_LINE,
            ExitCodes.FAILURE_LINE,
            ExitCodes.USAGE_LINE,
            ExitCodes.REQUIREMENT_LINE,
            ExitCodes.UNDECIDED_LINE
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ModelOptions models = new ModelOptions();

    @Mixin private TestPlanOptions planOptions = new TestPlanOptions();

    @Mixin private ClassMatchingOptions classes = new ClassMatchingOptions();

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            defaultValue = "offline",
            description = "Names the run in every record (default: ${DEFAULT-VALUE}).")
    private String runId = "";

    @Mixin private EceBins eceBins = new EceBins();

    @Option(
            names = "--coverage",
            paramLabel = "SHARES",
            split = ",",
            defaultValue = "0.8,0.9",
            description =
                    "Shares of the images, the most confident ones, at which selective accuracy"
                            + " is measured: numbers above 0, at most 1 (default: 0.8,0.9).")
    private List<Double> coverages = List.of();

    @Mixin private TemperatureOptions temperatures = new TemperatureOptions();

    @Mixin private GateOptions gate = new GateOptions();

    @Option(
            names = "--fail-on-bad-answers",
            description =
                    "Ends with exit code 1 if an answer cannot be judged, such as one that is not"
                            + " finite (default: only if none of a model's can be).")
    private boolean failOnBadAnswers;

    @Mixin private OutputOptions outputs = new OutputOptions();

    @Override
    public Integer call()
            throws DatasetException, InvalidModelException, IOException, InterruptedException {
        // All that can be wrong is found first: an evaluation may take hours.
        check();
        outputs.check();
        List<Requirement> required = required();
        if (gate.early()) {
            Usage.check(spec, outputs::requireNone);
        }
        List<EvaluatedModel> evaluated = models.open(spec);
        TestPlan plan = plan(evaluated);
        DatasetClasses known = classes.of(plan.images(), evaluated);
        evaluated = fitted(evaluated, plan, known);
        checkMeasured(required, evaluated, plan);

        if (temperatures.scaling()) {
            evaluated = scaled(evaluated);
        }
        if (gate.early()) {
            return decideEarly(required, evaluated, plan, remarks(plan, evaluated, known));
        }
        List<String> remarks = remarks(plan, evaluated, known);
        evaluated.forEach(model -> remarks.addAll(ModelRemarks.of(model)));
        EvaluationRun run =
                new EvaluationRun(
                        runId,
                        plan,
                        evaluated,
                        eceBins.count(),
                        coverages,
                        outputs.pairs(),
                        remarks);
        return evaluate(run, required);
    }

    /**
     * Checks the values of the options, as far as they tell without models and images.
     *
     * @throws ParameterException if one is invalid, with a message for the user
     */
    public void check() {
        Usage.check(spec, () -> Objects.requireNonNull(RecordNames.checked("--run-id", runId)));
        Usage.check(spec, eceBins::count);
        Usage.check(spec, planOptions::check);
        Usage.check(spec, outputs::requireDistinct);
        Usage.check(spec, () -> coverages.forEach(RankedOutcomes::checkCoverage));
        Usage.check(spec, temperatures::check);
        Usage.check(spec, classes::check);
        Usage.check(spec, outputs::figure);
        if (temperatures.scaling() && Usage.checked(spec, models::scaled)) {
            throw Usage.error(
                    spec,
                    "Invalid --temperatures: --temperature-scaling fits others. Leave out one of"
                            + " the two.");
        }
        if (outputs.wantsTemperatures() && !temperatures.scaling()) {
            throw Usage.error(
                    spec,
                    "Invalid --write-temperatures: none are fitted. Add --temperature-scaling.");
        }
        Usage.check(spec, () -> Objects.requireNonNull(models.choice()));
        Object unused = required();
    }

    private List<Requirement> required() {
        List<Requirement> required = Usage.checked(spec, () -> gate.requirements(coverages));
        Usage.check(spec, () -> gate.check(required, planOptions.order()));
        return required;
    }

    private TestPlan plan(List<EvaluatedModel> evaluated) throws DatasetException, IOException {
        TestSelection selection = planOptions.selection();
        ImageDataset images = planOptions.open(larger(evaluated));
        if (!images.labelled()) {
            throw new DatasetException(
                    "Cannot evaluate %s: its images have no labels to judge answers by. Publish them to the stream, where labels may come later."
                            .formatted(images.name()));
        }
        return selection.of(images);
    }

    private static Optional<LargerImages> larger(List<EvaluatedModel> evaluated) {
        return InputResizing.of(evaluated.stream().map(EvaluatedModel::manifest).toList());
    }

    private static List<EvaluatedModel> fitted(
            List<EvaluatedModel> evaluated, TestPlan plan, DatasetClasses known)
            throws InvalidModelException {
        List<EvaluatedModel> fitted = new ArrayList<>();
        for (EvaluatedModel model : evaluated) {
            ModelFit.requireSize(model.manifest(), plan.images());
            fitted.add(model.with(ModelFit.mapping(model.manifest(), plan, known)));
        }
        return fitted;
    }

    /** What must be said of the figures, a sentence each. */
    private static List<String> remarks(
            TestPlan plan, List<EvaluatedModel> evaluated, DatasetClasses known) {
        List<String> remarks = new ArrayList<>();
        for (EvaluatedModel model : evaluated) {
            remarks.addAll(known.remarks(model.modelId(), model.manifest().getClasses()));
        }
        remarks.addAll(plan.remarks());
        return remarks;
    }

    private void checkMeasured(
            List<Requirement> required, List<EvaluatedModel> evaluated, TestPlan plan) {
        List<EvaluatedModel> named =
                temperatures.scaling()
                        ? evaluated.stream().map(EvaluatedModel::withScaledNames).toList()
                        : evaluated;
        Usage.check(
                spec,
                () ->
                        required.forEach(
                                r ->
                                        r.checkMeasured(
                                                named, plan.conditions(), plan.items().design())));
        if (outputs.wantsCsv() && plan.items().design() instanceof Design.OneCondition) {
            throw Usage.error(
                    spec,
                    "Invalid --csv: it has a column for each cell, and --design one-condition gives"
                            + " their mean.");
        }
        if (outputs.wantsCsv() && plan.conditions().stream().allMatch(c -> c.severity() == 0)) {
            throw Usage.error(
                    spec,
                    "Invalid --csv: it has columns of corrupted images only, and there are none.");
        }
    }

    private List<EvaluatedModel> scaled(List<EvaluatedModel> evaluated)
            throws DatasetException, InvalidModelException {
        ImageDataset training = temperatures.images(planOptions.images(), larger(evaluated));
        List<EvaluatedModel> scaled = new ArrayList<>();
        for (EvaluatedModel model : evaluated) {
            ModelFit.requireSize(model.manifest(), training);
            EvaluatedModel trained = model.with(trainingLabels(model, evaluated, training));
            Subset heldOut = temperatures.heldOut(trained, training);
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "Fitting temperatures of %s to %,d %s.%n",
                            model.modelId(),
                            heldOut.size(),
                            temperatures.source());
            scaled.add(model.withTemperatures(Temperatures.fit(trained, heldOut)));
        }
        return scaled;
    }

    /** How a model judges training images: the same of its classes count. */
    private ClassMapping trainingLabels(
            EvaluatedModel model, List<EvaluatedModel> evaluated, ImageDataset training) {
        DatasetClasses known = classes.of(training, evaluated);
        return model.mapping().labelled(known.indexes(model.manifest().getClasses()));
    }

    private int decideEarly(
            List<Requirement> required,
            List<EvaluatedModel> evaluated,
            TestPlan plan,
            List<String> remarks)
            throws InvalidModelException, InterruptedException {
        long seed = planOptions.images().seed();
        List<Asked> asked = new EarlyQuestions(plan, evaluated, seed).of(required);
        EarlyResults results;
        try (ConsoleProgress progress = ConsoleProgress.of("evaluate")) {
            progress.started(Math.min(gate.budget(), Asked.items(asked)));
            results =
                    new EarlyEvaluation(plan, evaluated)
                            .decide(asked, gate.budget(), progress::done);
        }
        CommandLine line = spec.commandLine();
        int code = GateReport.print(results.gate(), line.getOut(), line.getErr());
        results.bad().linesOfModels().forEach(line.getOut()::println);
        remarks.forEach(line.getOut()::println);
        line.getOut().flush();
        return code(results.bad(), () -> code);
    }

    private int evaluate(EvaluationRun run, List<Requirement> required)
            throws InvalidModelException, IOException, InterruptedException {
        try (ChunkSink predictions = outputs.predictions(run.plan(), run.models());
                ChunkSink badAnswers = outputs.badAnswers(run.plan(), run.models())) {
            EvaluationResults results = scored(run, predictions, badAnswers);
            // All is said before files are written, which may fail.
            TextReport.print(run, results, spec.commandLine().getOut());
            int code = code(results.bad(), () -> check(required, results));
            outputs.write(run, results, List.of(predictions, badAnswers));
            return code;
        }
    }

    private static EvaluationResults scored(
            EvaluationRun run, ChunkSink predictions, ChunkSink badAnswers)
            throws InvalidModelException, IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        try (ChunkSink progress =
                new EvaluationProgress(run.plan().size(), ConsoleProgress.of("evaluate"))) {
            return run.evaluate(
                    chunk -> {
                        predictions.accept(chunk);
                        badAnswers.accept(chunk);
                        progress.accept(chunk);
                    },
                    clock.instant());
        }
    }

    private int code(BadAnswers bad, IntSupplier check) {
        if (!bad.silent().isEmpty()) {
            // Requirements cannot be met by a model without figures.
            return fail(
                    "Cannot evaluate %s: none of %s answers can be judged. %s"
                            .formatted(
                                    String.join(", ", bad.silent()),
                                    bad.silent().size() == 1 ? "its" : "their",
                                    bad.reasonOf(bad.silent().get(0))));
        }
        int code = check.getAsInt();
        return failOnBadAnswers && bad.count() > 0
                ? fail(
                        "%d answers cannot be judged (--fail-on-bad-answers)."
                                .formatted(bad.count()))
                : code;
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(message);
        return ExitCodes.FAILURE;
    }

    private int check(List<Requirement> required, EvaluationResults results) {
        int failures = 0;
        for (Requirement requirement : required) {
            for (String failure : requirement.failures(results.columns())) {
                spec.commandLine().getErr().println(failure);
                failures++;
            }
        }
        if (!required.isEmpty() && failures == 0) {
            spec.commandLine().getOut().printf("All %d requirements are met.%n", required.size());
        }
        return failures == 0 ? spec.exitCodeOnSuccess() : ExitCodes.REQUIREMENT_NOT_MET;
    }
}
