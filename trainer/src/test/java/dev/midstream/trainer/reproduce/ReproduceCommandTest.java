package dev.midstream.trainer.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.trainer.Trainer;
import dev.midstream.trainer.cli.TrainerConsole;
import dev.midstream.trainer.reproduce.evidence.Commands;
import dev.midstream.trainer.reproduce.plan.PlanReader;
import dev.midstream.trainer.reproduce.plan.PlanRuns;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

class ReproduceCommandTest {
    @TempDir private Path directory;

    private final TrainerConsole console = new TrainerConsole();

    private int reproduce(String options) {
        return console.runLine(
                "reproduce --out %s %s".formatted(directory.resolve("out"), options));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | --plan small-cifar10 | Missing --data: name the directory of image-folder",
                "2 | --plan small-cifar10 --data d --parallel 0 | Invalid --parallel: 0.",
                "2 | --plan small-cifar10 --data d --only none/seed=0 | Invalid --only: none/seed=0"
                        + " is no run of small-cifar10. Use --list to see them.",
                "1 | --plan nothing --data d | Cannot read plan nothing: ",
                "1 | --plan small-cifar10 --data d --only dropout/seed=0 | Cannot make run"
                        + " dropout/seed=0: its value of dropout is chosen by"
                        + " dropout/choose=0.1/seed=0, ",
                "1 | --plan small-cifar10 --data nowhere --only standard/seed=0 | Cannot make run"
                    + " standard/seed=0: train failed: Cannot open data set image-folder: nowhere"
                    + " does not exist."
            })
    void reproduce_impossible_oneLine(int code, String options, String message) {
        assertThat(reproduce(options)).isEqualTo(code);
        assertThat(console.errors()).startsWith(message).hasLineCount(1);
    }

    @Test
    void reproduce_list_namesTheRuns() {
        assertThat(reproduce("--plan small-cifar10 --list")).isZero();
        assertThat(console.output().lines())
                .contains("not run   standard/seed=0", "not run   layerwise/noise=0.2/seed=2")
                .hasSize(38);
    }

    @Test
    void reproduce_anotherAtWork_oneLine() throws Exception {
        Path out = directory.resolve("out");
        Files.createDirectories(out.resolve("runs"));
        try (FileChannel channel =
                        FileChannel.open(
                                out.resolve(".reproduce.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(reproduce("--plan small-cifar10 --from-records")).isEqualTo(1);
        }
        assertThat(console.errors())
                .startsWith("Cannot use " + out + ": another reproduce works on it.")
                .hasLineCount(1);
    }

    /** The mistake is in the last method, and there are no images to train the first with. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "points: all | point: all | last/seed=0: evaluate failed: Unknown options:"
                        + " '--point'",
                "points: all | limit: 0 | last/seed=0: evaluate failed: Invalid limit: 0.",
                "points: all | coverage: 2 | last/seed=0: evaluate failed: ",
                "epochs: 1 | epochs: 0 | last/choose=0.1/seed=0: train failed: ",
                "epochs: 1 | network: cresnet21 | last/choose=0.1/seed=0: train failed: ",
                "epochs: 1 | points: 7 | last/choose=0.1/seed=0: train failed: ",
                "[0.1, 0.3] | [0.1, 3] | last/choose=3/seed=0: train failed: ",
                "step: 0.5 | step: 0.3 | last/seed=0: landscape failed: Invalid --step: 0.3."
            })
    void reproduce_planWithAnInvalidOption_isRefusedBeforeTraining(
            String right, String wrong, String message) throws Exception {
        String plan =
                """
                name: p
                title: P
                dataset: image-folder
                evaluate: {clean: {}}
                methods:
                  - {name: standard, train: {subspace: point}}
                  - name: last
                    train: {subspace: line, epochs: 1}
                    evaluate: {clean: {points: all}}
                    choose: {option: dropout, values: [0.1, 0.3]}
                    landscape: {step: 0.5}
                """;
        assertThat(plan).contains(right);
        Path file = directory.resolve("plan.yaml");
        Files.writeString(file, plan.replace(right, wrong));

        assertThat(reproduce("--data nowhere --plan " + file)).isEqualTo(1);
        assertThat(console.errors()).startsWith("Cannot make run " + message).hasLineCount(1);
        Files.writeString(file, plan);
        assertThat(reproduce("--data nowhere --plan " + file)).isEqualTo(1);
        assertThat(console.errors()).contains("\nCannot make run standard/seed=0: train failed: ");
    }

    @Test
    void reproduce_fromRecordsWhereNoneAre_isRefusedAndNothingIsWritten() {
        Path page = directory.resolve("page.md");
        assertThat(reproduce("--plan small-cifar10 --from-records --page " + page)).isEqualTo(2);
        assertThat(console.errors())
                .startsWith(
                        "Invalid --out: %s is no directory, so there are no records."
                                .formatted(directory.resolve("out/runs")))
                .hasLineCount(1);
        assertThat(page).doesNotExist();
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void reproduce_recordsThatNoRunHas_areNamedInOneLine() throws Exception {
        Path runs = Files.createDirectories(directory.resolve("out/runs"));
        Path old = Files.writeString(runs.resolve("old_seed-0.json"), "{}");
        Path seed = Files.writeString(runs.resolve("standard_seed-9.json"), "{}");
        Files.writeString(runs.resolve("notes.txt"), "");

        assertThat(reproduce("--plan small-cifar10 --from-records")).isZero();
        assertThat(console.errors())
                .isEqualTo(
                        "Not used, since no run of the plan has these records: %s, %s.%n"
                                .formatted(old, seed));
        assertThat(console.output()).startsWith("0 of 38 runs are recorded.");
    }

    /** A model whose {@code training.json} is damaged is not trained again, and fails when read. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{"})
    void reproduce_runEndsUnexpectedly_isNamedAndResultsAreWritten(String training)
            throws Exception {
        Path plan = directory.resolve("plan.yaml");
        Files.writeString(
                plan,
                """
                name: p
                title: P
                dataset: image-folder
                evaluate: {clean: {}}
                methods:
                  - {name: m, train: {subspace: point}, choose: {option: dropout, values: [0.1]}}
                """);
        PlannedRun trial = PlanRuns.of(PlanReader.read(plan.toString())).get(0);
        Path models = Files.createDirectories(directory.resolve("out/models"));
        Path model = Files.createDirectory(models.resolve(trial.fileName()));
        Files.writeString(model.resolve("training.json"), training);
        Files.writeString(
                models.resolve(trial.fileName() + ".command"),
                Commands.text(trial.train(Optional.empty())));

        assertThat(reproduce("--data nowhere --plan " + plan)).isEqualTo(1);
        assertThat(console.errors())
                .startsWith("Cannot make run m/choose=0.1/seed=0: ")
                .hasLineCount(1);
        assertThat(console.output()).startsWith("0 of 2 runs are recorded. Wrote ");
    }

    /** Without a single run, the page says so of every finding. */
    @Test
    void reproduce_noRecords_everyFindingReadsNotRun() throws Exception {
        Files.createDirectories(directory.resolve("out/runs"));
        assertThat(reproduce("--plan small-cifar10 --from-records")).isZero();
        String page = Files.readString(directory.resolve("out/results.md"));
        assertThat(page).contains("0 of 38 runs are recorded").contains("- **Not run**: ");
        assertThat(page).doesNotContain("**Reproduced**").doesNotContainPattern("\\d %  *\\|");
        assertThat(directory.resolve("out/positions.png")).doesNotExist();
    }

    static Stream<String> plans() {
        return PlanReader.NAMES.stream();
    }

    /** A mistake in a plan would show after days. */
    @ParameterizedTest
    @MethodSource("plans")
    void commands_ofEveryPlan_areThoseThatTheTrainerTakes(String name) throws Exception {
        for (PlannedRun run : PlanRuns.of(PlanReader.read(name))) {
            List<List<String>> commands = new ArrayList<>(run.evaluations());
            commands.add(run.train(Optional.of("0.1")));
            run.landscape().ifPresent(commands::add);
            for (List<String> command : commands) {
                ParseResult parsed =
                        Trainer.commandLine().parseArgs(command.toArray(String[]::new));
                assertThat(parsed.subcommand().unmatched()).isEmpty();
            }
        }
    }
}
