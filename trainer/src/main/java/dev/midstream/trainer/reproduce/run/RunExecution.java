package dev.midstream.trainer.reproduce.run;

import dev.midstream.cli.ErrorLines;
import dev.midstream.offline.command.EvaluateCommand;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.checkpoint.DurableFile;
import dev.midstream.trainer.landscape.LandscapeCommand;
import dev.midstream.trainer.reproduce.evidence.Commands;
import dev.midstream.trainer.reproduce.evidence.Distillation;
import dev.midstream.trainer.reproduce.evidence.ModelFiles;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
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
            execute(run, new LandscapeCommand(), run.landscape().get());
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
        return evidence;
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
        execute(run, new TrainCommand(progress.of(run)), resumed);
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
            execute(run, new EvaluateCommand(), all);
            distillation.add(json, predictions);
        } finally {
            Files.deleteIfExists(json);
            Files.deleteIfExists(predictions);
            Files.delete(directory);
        }
    }

    private void execute(PlannedRun run, Object command, List<String> arguments)
            throws FailedRunException {
        StringWriter errors = new StringWriter();
        CommandLine line =
                ErrorLines.install(
                                new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true))
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(errors, true));
        List<String> own = Commands.on(arguments, data, models);
        int code = line.execute(own.subList(1, own.size()).toArray(String[]::new));
        if (code != 0) {
            throw new FailedRunException(
                    "Cannot make run %s: %s failed: %s"
                            .formatted(
                                    run.id(),
                                    arguments.get(0),
                                    errors.toString().strip().replaceAll("\\s*\\R\\s*", " ")));
        }
    }
}
