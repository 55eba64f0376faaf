package dev.midstream.trainer.reproduce;

import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.trainer.reproduce.evidence.EvidenceFiles;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.finding.Recorded;
import dev.midstream.trainer.reproduce.page.ModelCard;
import dev.midstream.trainer.reproduce.page.ResultFiles;
import dev.midstream.trainer.reproduce.plan.InvalidPlanException;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.PlanReader;
import dev.midstream.trainer.reproduce.plan.PlanRuns;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import dev.midstream.trainer.reproduce.run.FailedRunException;
import dev.midstream.trainer.reproduce.run.PlanExecution;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code reproduce}: makes the runs of a plan and shows what comes of them. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Trains and evaluates what a plan asks for, run by run, and writes tables, pictures"
                        + " and verdicts. It may be interrupted at any time: the same command goes"
                        + " on. Runs that are recorded are not made again.")
public final class ReproduceCommand implements Callable<Integer> {
    private static final String RUNS = "runs";
    private static final String LOCK = ".reproduce.lock";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--plan",
            required = true,
            paramLabel = "PLAN",
            description =
                    "A plan: small-cifar10, article-cifar10, article-tiny-imagenet,"
                            + " article-imagenet, or a file.")
    private String planName = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "Directory of the records, a small file for each run, and of the results: JSON,"
                            + " CSV and pictures.")
    private Path out = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Directory of the plan's data set (default: none, needed unless"
                            + " --from-records).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description =
                    "Directory of models, their cards and checkpoints, which are large and need not"
                            + " stay (default: models in --out).")
    private Optional<Path> models = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "RUN",
            split = ",",
            description =
                    "Make these runs alone, such as standard/seed=0; * stands for anything"
                            + " (default: all).")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "Runs side by side, meant for a GPU (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "The page of results, in Markdown (default: results.md in --out).")
    private Optional<Path> page = Optional.empty();

    @Option(
            names = "--list",
            description =
                    "List the runs and whether they are recorded, and make none (default: off).")
    private boolean list;

    @Option(
            names = "--from-records",
            description =
                    "Write tables and pictures from the records there are, and make no run"
                            + " (default: off).")
    private boolean fromRecords;

    @Override
    public Integer call()
            throws InvalidPlanException, FailedRunException, IOException, InterruptedException {
        if (parallel < 1) {
            throw Usage.error(spec, "Invalid --parallel: " + parallel + ". Use a number from 1.");
        }
        Plan plan = PlanReader.read(planName);
        List<PlannedRun> wanted = wanted(plan);
        EvidenceFiles files = new EvidenceFiles(out.resolve(RUNS));
        if (fromRecords && !Files.isDirectory(files.directory())) {
            throw Usage.error(
                    spec,
                    "Invalid --out: %s is no directory, so there are no records. Name the one that holds runs."
                            .formatted(files.directory()));
        }
        warnOfStrangers(files.strangers(plan));
        if (list) {
            list(plan, files.read(plan));
            return spec.exitCodeOnSuccess();
        }
        if (!fromRecords && data.isEmpty()) {
            throw Usage.error(
                    spec, "Missing --data: name the directory of " + plan.setup().dataset());
        }
        Files.createDirectories(out);
        Path lockFile = out.resolve(LOCK);
        try (FileChannel channel =
                        FileChannel.open(
                                lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (!fromRecords) {
                try {
                    make(plan, files, wanted);
                } catch (FailedRunException | IOException e) {
                    writeBeside(e, plan, files);
                    throw e;
                }
            }
            write(plan, files);
            Files.delete(lockFile);
        }
        return spec.exitCodeOnSuccess();
    }

    /** Of a method that was renamed, or a seed that was dropped. */
    private void warnOfStrangers(List<Path> strangers) {
        if (!strangers.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "Not used, since no run of the plan has these records: %s.%n",
                            strangers.stream()
                                    .map(Path::toString)
                                    .collect(Collectors.joining(", ")));
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // The same answer as of another process.
        }
        throw new IOException(
                "Cannot use "
                        + out
                        + ": another reproduce works on it. Wait for it, or use another --out.");
    }

    private List<PlannedRun> wanted(Plan plan) {
        List<PlannedRun> runs = PlanRuns.of(plan);
        if (only.isEmpty()) {
            return runs;
        }
        List<PlannedRun> chosen = new ArrayList<>();
        for (PlannedRun run : runs) {
            if (only.stream().anyMatch(pattern -> matches(pattern, run.id()))) {
                chosen.add(run);
            }
        }
        for (String pattern : only) {
            if (runs.stream().noneMatch(run -> matches(pattern, run.id()))) {
                throw Usage.error(
                        spec,
                        "Invalid --only: %s is no run of %s. Use --list to see them."
                                .formatted(pattern, plan.name()));
            }
        }
        return chosen;
    }

    private static boolean matches(String pattern, String id) {
        String expression =
                List.of(pattern.split("\\*", -1)).stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.matches(expression, id);
    }

    private void list(Plan plan, Map<String, RunEvidence> evidence) {
        for (PlannedRun run : PlanRuns.of(plan)) {
            spec.commandLine()
                    .getOut()
                    .println(
                            (evidence.containsKey(run.id()) ? "recorded  " : "not run   ")
                                    + run.id());
        }
    }

    private void make(Plan plan, EvidenceFiles files, List<PlannedRun> wanted)
            throws FailedRunException, IOException, InterruptedException {
        Path modelDirectory = models.orElse(out.resolve("models"));
        new PlanExecution(
                        plan,
                        files,
                        files.read(plan),
                        wanted,
                        (run, made) -> writeCard(plan, modelDirectory, run, made))
                .run(data.orElseThrow(), modelDirectory, parallel, System.err);
        // Of runs whose process ended between the record and the card.
        Map<String, RunEvidence> recorded = files.read(plan);
        for (PlannedRun run : wanted) {
            RunEvidence made = recorded.get(run.id());
            if (made != null && !Files.exists(card(modelDirectory, run))) {
                writeCard(plan, modelDirectory, run, made);
            }
        }
    }

    private static void writeCard(Plan plan, Path models, PlannedRun run, RunEvidence made)
            throws IOException {
        if (Files.isDirectory(models.resolve(run.fileName()))) {
            Files.writeString(card(models, run), ModelCard.of(plan, made));
        }
    }

    private static Path card(Path models, PlannedRun run) {
        return models.resolve(run.fileName() + ".card.md");
    }

    /** The runs before a failed one are recorded, and are shown. */
    private void writeBeside(Exception failure, Plan plan, EvidenceFiles files) {
        try {
            write(plan, files);
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void write(Plan plan, EvidenceFiles files) throws IOException {
        Map<String, RunEvidence> evidence = files.read(plan);
        Path file = page.orElse(out.resolve("results.md"));
        try {
            new ResultFiles(out, file).write(new Recorded(plan, evidence));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%d of %d runs are recorded. Wrote %s.%n",
                        evidence.size(), PlanRuns.of(plan).size(), file);
    }
}
