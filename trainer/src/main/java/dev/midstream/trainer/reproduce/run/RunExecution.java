package dev.midstream.trainer.reproduce.run;

import dev.midstream.cli.ErrorLines;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.offline.command.EvaluateCommand;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.checkpoint.DurableFile;
import dev.midstream.trainer.landscape.LandscapeCommand;
import dev.midstream.trainer.reproduce.evidence.Commands;
import dev.midstream.trainer.reproduce.evidence.Distillation;
import dev.midstream.trainer.reproduce.evidence.ModelFiles;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.finding.Verdict;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import dev.midstream.trainer.train.TrainCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Makes runs by the very commands that their records name.
 *
 * @param data directory of the data set
 * @param models directory of models and checkpoints, which need not stay
 * @param progress is told of every step
 */
record RunExecution(Plan plan, Path data, Path models, PlanProgress progress, Clock clock) {
    private static final String CHECKPOINT_MINUTES = "5";

    /**
     * Trains unless the model is there, going on where an earlier attempt was interrupted, and
     * measures.
     *
     * @param chosen the value of the method's choice, if it has one
     * @throws FailedRunException if a command fails
     * @throws IOException if files cannot be read or written
     */
    RunEvidence make(PlannedRun run, Optional<String> chosen)
            throws FailedRunException, IOException {
        progress.begun(run);
        startTensorFlow(run);
        Files.createDirectories(models);
        Path model = models.resolve(run.fileName());
        train(run, model, run.train(chosen));
        progress.evaluating(run);
        Instant start = clock.instant();
        Distillation distillation = new Distillation(plan, run);
        for (List<String> evaluation : run.evaluations()) {
            evaluate(run, evaluation, distillation);
        }
        List<RunEvidence.Place> plane = List.of();
        if (run.landscape().isPresent()) {
            execute(run, run.landscape().get());
            plane = ModelFiles.places(models.resolve(run.fileName() + "-landscape"));
        }
        ModelFiles files = new ModelFiles(model);
        RunEvidence evidence =
                new RunEvidence(
                        RunEvidence.FORMAT,
                        run.id(),
                        run.commands(chosen).stream().map(Commands::text).toList(),
                        new RunEvidence.Circumstances(
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(),
                                files.trainSeconds(),
                                Duration.between(start, clock.instant()).toSeconds(),
                                Machine.description(),
                                versions(run, model)),
                        files.course(),
                        distillation.test(),
                        distillation.columns(),
                        plane);
        requireComparable(run, evidence);
        return evidence;
    }

    private void requireComparable(PlannedRun run, RunEvidence evidence) throws FailedRunException {
        try {
            Verdict.requireComparable(plan, run, evidence);
        } catch (IllegalArgumentException e) {
            throw new FailedRunException(
                    e.getMessage() + " Mend the plan, and the run is measured again.");
        }
    }

    /**
     * Makes sure that the commands of a run can be executed, as far as their options tell without
     * images and models, before anything is trained.
     *
     * @throws FailedRunException if not
     */
    void check(PlannedRun run) throws FailedRunException {
        Optional<String> anyValue =
                run.tried().or(() -> run.method().choice().map(choice -> choice.values().get(0)));
        for (List<String> arguments : run.commands(anyValue)) {
            RunCommand command = command(run, arguments.get(0));
            try {
                commandLine(command.command()).parseArgs(own(arguments));
                command.check().run();
            } catch (CommandLine.ParameterException e) {
                throw failed(run, arguments, String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * The first start in a process decides the threads of all operations. An evaluation takes one;
     * were it the first, all training after it had one, too.
     */
    private static void startTensorFlow(PlannedRun run) {
        if (run.threads() > 0) {
            TensorFlowRuntime.start(run.threads());
        } else {
            TensorFlowRuntime.start();
        }
    }

    private static Map<String, String> versions(PlannedRun run, Path model)
            throws FailedRunException {
        try {
            return ModelDirectory.open(model).manifest().getVersions();
        } catch (InvalidModelException e) {
            throw new FailedRunException(
                    "Cannot finish run %s: %s".formatted(run.id(), e.getMessage()));
        }
    }

    /** A model that other options made must not pass for that of the run. */
    private void train(PlannedRun run, Path model, List<String> arguments)
            throws FailedRunException, IOException {
        Path note = models.resolve(run.fileName() + ".command");
        String command = Commands.text(arguments);
        if (Files.exists(note) && !Files.readString(note).strip().equals(command)) {
            throw new FailedRunException(
                    "Cannot make run %s: %s was begun by '%s', the plan has '%s'. Remove it and %s, or use another --models."
                            .formatted(
                                    run.id(),
                                    model,
                                    Files.readString(note).strip(),
                                    command,
                                    note));
        }
        if (!Files.exists(note) && Files.exists(model)) {
            throw new FailedRunException(
                    "Cannot make run %s: %s is there, and nothing says how it was made. Move it away, or use another --models."
                            .formatted(run.id(), model));
        }
        byte[] text = (command + "\n").getBytes(StandardCharsets.UTF_8);
        DurableFile.replace(note, stream -> stream.write(text));
        if (Files.exists(model)) {
            return;
        }
        List<String> resumed = new ArrayList<>(arguments);
        resumed.addAll(List.of("--resume", "--checkpoint-minutes", CHECKPOINT_MINUTES));
        execute(run, resumed);
    }

    private void evaluate(PlannedRun run, List<String> arguments, Distillation distillation)
            throws FailedRunException, IOException {
        // Of one name, so that what a killed process leaves is overwritten and deleted by the next.
        Path directory = models.resolve("." + run.fileName() + ".evaluation");
        Files.createDirectories(directory);
        Path json = directory.resolve("figures.json");
        Path predictions = directory.resolve("predictions.csv");
        try {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(List.of("--json", json.toString(), "--predictions", predictions.toString()));
            execute(run, all);
            distillation.add(json, predictions);
        } finally {
            delete(directory);
        }
    }

    /** With what a process left that was killed, too. */
    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private void execute(PlannedRun run, List<String> arguments) throws FailedRunException {
        StringWriter errors = new StringWriter();
        int code =
                commandLine(command(run, arguments.get(0)).command())
                        .setErr(new PrintWriter(errors, true))
                        .execute(own(arguments));
        if (code != 0) {
            throw failed(run, arguments, errors.toString());
        }
        errors.toString().lines().forEach(line -> progress.note(run, line));
    }

    /**
     * A command of a run.
     *
     * @param check of the values of its options
     */
    private record RunCommand(Callable<Integer> command, Runnable check) {}

    private RunCommand command(PlannedRun run, String name) {
        return switch (name) {
            case "train" -> {
                TrainCommand train = new TrainCommand(progress.of(run));
                yield new RunCommand(train, train::check);
            }
            case "evaluate" -> {
                EvaluateCommand evaluate = new EvaluateCommand();
                yield new RunCommand(evaluate, evaluate::check);
            }
            case "landscape" -> {
                LandscapeCommand landscape = new LandscapeCommand();
                yield new RunCommand(landscape, landscape::check);
            }
            default -> throw new IllegalArgumentException("Runs have no " + name);
        };
    }

    private static CommandLine commandLine(Object command) {
        return ErrorLines.install(
                        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true))
                .setOut(new PrintWriter(new StringWriter()));
    }

    private String[] own(List<String> arguments) {
        List<String> own = Commands.on(arguments, data, models);
        return own.subList(1, own.size()).toArray(String[]::new);
    }

    private static FailedRunException failed(
            PlannedRun run, List<String> arguments, String errors) {
        return new FailedRunException(
                "Cannot make run %s: %s failed: %s"
                        .formatted(
                                run.id(),
                                arguments.get(0),
                                errors.strip().replaceAll("\\s*\\R\\s*", " ")));
    }
}
