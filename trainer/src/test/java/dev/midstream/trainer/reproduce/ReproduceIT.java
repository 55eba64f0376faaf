package dev.midstream.trainer.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.trainer.cli.TrainerConsole;
import dev.midstream.trainer.train.PatternImages;
import dev.midstream.trainer.train.TrainerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny plan as a whole, in processes that are killed. */
class ReproduceIT {
    private static final String PLAN =
            """
            name: tiny
            title: A tiny plan
            dataset: image-folder
            train: {network: cresnet8-w4, epochs: 3, batch-size: 24, schedule: step, precision: float32, threads: 1, device: cpu}
            evaluate:
              clean: {points: all, ensemble: none, corruptions: none, ece-bins: 20}
              snow: {points: midpoint, ensemble: none, corruptions: snow, severities: "1,5"}
            seeds: [0, 1]
            methods:
              - {name: standard, label: standard training, train: {subspace: point}, noise: [0, 0.2]}
              - name: line
                train: {subspace: line, points: "midpoint,endpoints,0.2,0.8", samples: 0}
                evaluate: {clean: {ensemble: mirrored}}
              - name: dropout
                train: {subspace: point}
                choose: {option: dropout, values: [0.1, 0.3], holdout: 0.2}
                seeds: [0]
              - name: simplex-3
                train: {subspace: simplex, endpoints: 3, samples: 0}
                landscape: {step: 0.5, beyond: 0}
                seeds: [0]
            findings:
              - {name: plane, title: The plane, kind: plane, entries: [simplex-3]}
              - name: positions
                title: Along the line
                kind: positions
                entries: [line]
                baselines: [standard]
                claims:
                  - {better: line, than: standard}
                  - {better: line/at-0.2+at-0.8, than: line}
              - {name: endpoints, title: By endpoints, kind: endpoints, entries: [simplex-3], baselines: [standard]}
              - {name: calibration, title: Calibration, kind: methods, figure: ece, entries: [standard, dropout, line], claims: [{better: line, than: standard}]}
              - {name: snow, title: Under snow, kind: severities, cell: snow, entries: [standard, line], claims: [{better: line, than: standard}]}
              - {name: corruptions, title: Under all corruptions, kind: corruptions, entries: [standard, line]}
              - {name: noise, title: With label noise, kind: methods, noise: 0.2, entries: [standard]}
            """;

    @TempDir private Path directory;

    private final TrainerConsole console = new TrainerConsole();

    @BeforeEach
    void prepare() throws IOException {
        PatternImages.write(directory.resolve("images"), 40, 12);
        Files.writeString(directory.resolve("plan.yaml"), PLAN);
    }

    private List<String> arguments(String out, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("reproduce", "--plan", directory.resolve("plan.yaml").toString()));
        arguments.addAll(List.of("--data", directory.resolve("images").toString()));
        arguments.addAll(List.of("--out", directory.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private int reproduce(String out, String... more) {
        return console.run(arguments(out, more).toArray(String[]::new));
    }

    private boolean exists(String file) {
        return Files.exists(directory.resolve(file));
    }

    /** All files of results, by name. */
    private Map<String, byte[]> results(String out) throws IOException {
        Map<String, byte[]> results = new TreeMap<>();
        try (var files = Files.list(directory.resolve(out))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                results.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return results;
    }

    /** What a record says, apart from when and how long. */
    private JsonNode record(String file) throws IOException {
        JsonNode record = new ObjectMapper().readTree(directory.resolve(file).toFile());
        ((com.fasterxml.jackson.databind.node.ObjectNode) record).remove("circumstances");
        return record;
    }

    @Test
    void reproduce_killedInTheMiddle_goesOnAndGivesTheSameResultsFromRecordsAlone()
            throws Exception {
        TrainerProcess first =
                TrainerProcess.start(directory.resolve("first.log"), arguments("cut"));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(2))
                .until(
                        () ->
                                (exists("cut/runs/standard_seed-0.json")
                                                && exists(
                                                        "cut/models/standard_noise-0.2_seed-0.checkpoint"))
                                        || !first.running());
        first.kill();
        assertThat(exists("cut/runs/standard_seed-0.json")).as(first.output()).isTrue();
        assertThat(exists("cut/results.json")).isFalse();
        boolean interrupted = exists("cut/models/standard_noise-0.2_seed-0.checkpoint");
        byte[] done = Files.readAllBytes(directory.resolve("cut/runs/standard_seed-0.json"));

        TrainerProcess second =
                TrainerProcess.start(directory.resolve("second.log"), arguments("cut"));
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(second.output())
                .contains("10 of 10 runs are recorded. Wrote ")
                .contains("left for the plan")
                .doesNotContain("standard/seed=0 begins");
        assertThat(second.output().contains("standard/noise=0.2/seed=0 goes on after "))
                .as("goes on where the checkpoint is, if it was killed before the end")
                .isEqualTo(interrupted);
        assertThat(Files.readAllBytes(directory.resolve("cut/runs/standard_seed-0.json")))
                .isEqualTo(done);
        assertThat(Files.readString(directory.resolve("cut/models/line_seed-0.card.md")))
                .contains("# Model card: line/seed=0", "| midpoint | 0.5, 0.5 | clean | ");

        // The run that was cut gives what it gives when nothing happens to it.
        assertThat(reproduce("whole", "--only", "standard/noise=0.2/seed=0")).isZero();
        assertThat(record("cut/runs/standard_noise-0.2_seed-0.json"))
                .isEqualTo(record("whole/runs/standard_noise-0.2_seed-0.json"));

        // From the records alone: no models, no data.
        Path copy = directory.resolve("copy/runs");
        Files.createDirectories(copy);
        try (var files = Files.list(directory.resolve("cut/runs"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        assertThat(
                        console.runLine(
                                "reproduce --plan %s --out %s --from-records"
                                        .formatted(
                                                directory.resolve("plan.yaml"),
                                                directory.resolve("copy"))))
                .isZero();
        Map<String, byte[]> made = results("cut");
        Map<String, byte[]> again = results("copy");
        assertThat(again.keySet())
                .isEqualTo(made.keySet())
                .contains(
                        "results.md",
                        "results.json",
                        "results.csv",
                        "plane.png",
                        "plane.svg",
                        "positions.png",
                        "endpoints.svg",
                        "calibration.png",
                        "snow.svg",
                        "corruptions.png",
                        "noise.png");
        made.forEach((name, bytes) -> assertThat(again.get(name)).as(name).isEqualTo(bytes));
        String page = Files.readString(directory.resolve("cut/results.md"));
        assertThat(page)
                .contains(
                        "| line against standard training | [accuracy on snow test"
                                + " images](#under-snow) | ")
                .contains("| mean over corruptions | ")
                .contains("line against standard training, accuracy on clean test images")
                .contains("    java -jar trainer.jar train --dataset image-folder --data DATA")
                .doesNotContain(directory.toString());

        // A record of another schedule is not taken for one of this plan.
        Files.writeString(directory.resolve("plan.yaml"), PLAN.replace("epochs: 3", "epochs: 4"));
        assertThat(reproduce("cut", "--from-records")).isEqualTo(1);
        assertThat(console.errors())
                .startsWith("Cannot use record " + directory.resolve("cut/runs/"))
                .contains("--epochs 3", "--epochs 4")
                .hasLineCount(1);

        // Nor one that was measured in another way.
        Files.writeString(
                directory.resolve("plan.yaml"), PLAN.replace("ece-bins: 20", "ece-bins: 15"));
        assertThat(reproduce("cut", "--from-records")).isEqualTo(1);
        assertThat(console.errors()).contains("--ece-bins 20", "--ece-bins 15").hasLineCount(2);
    }

    @Test
    void reproduce_sideBySideOneFails_theOtherIsFinishedAndRecorded() throws Exception {
        // The first run fails when it is evaluated; the second takes longer.
        Files.writeString(
                directory.resolve("plan.yaml"),
                PLAN.replace(
                                "train: {subspace: point}, noise",
                                "train: {subspace: point}, evaluate: {clean: {points: nowhere}},"
                                        + " noise")
                        .replace("{subspace: line,", "{subspace: line, epochs: 12,"));

        assertThat(reproduce("out", "--only", "standard/seed=0,line/seed=0", "--parallel", "2"))
                .isEqualTo(1);
        assertThat(exists("out/runs/line_seed-0.json")).isTrue();
        assertThat(exists("out/models/line_seed-0.card.md")).isTrue();
        assertThat(exists("out/runs/standard_seed-0.json")).isFalse();
        assertThat(exists("out/results.md")).isTrue();
        assertThat(console.errors()).contains("Cannot make run standard/seed=0: evaluate failed: ");
    }

    @Test
    void reproduce_claimAboutAColumnThatARunLacks_isSaidWhenItIsMeasured() throws Exception {
        Files.writeString(
                directory.resolve("plan.yaml"),
                PLAN.replace(
                        "{better: line, than: standard}", "{better: line, than: standard/end-0}"));

        assertThat(reproduce("out", "--only", "standard/seed=0")).isEqualTo(1);
        assertThat(console.errors())
                .endsWith(
                        "Cannot judge standard/end-0: standard/seed=0 has no accuracy on clean"
                                + " test images. It has midpoint. Mend the plan, and the run is"
                                + " measured again.\n");
        assertThat(exists("out/runs/standard_seed-0.json")).isFalse();
        assertThat(exists("out/models/standard_seed-0")).isTrue();
        assertThat(exists("out/results.md")).as("results of the runs before it").isTrue();

        Files.writeString(directory.resolve("plan.yaml"), PLAN);
        assertThat(reproduce("out", "--only", "standard/seed=0")).isZero();
        assertThat(exists("out/runs/standard_seed-0.json")).isTrue();

        // A card that got lost is written again.
        Path card = directory.resolve("out/models/standard_seed-0.card.md");
        Files.delete(card);
        assertThat(reproduce("out", "--only", "standard/seed=0")).isZero();
        assertThat(card).content().contains("## Data\n\nimage-folder\n", "Software: djl ");
    }

    @Test
    void reproduce_sideBySide_makesTrialsBeforeTheRunsThatWaitForThem() throws Exception {
        assertThat(reproduce("out", "--only", "dropout/*", "--parallel", "2"))
                .as(console.errors())
                .isZero();
        assertThat(exists("out/runs/dropout_choose-0.1_seed-0.json")).isTrue();
        JsonNode run = record("out/runs/dropout_seed-0.json");
        assertThat(run.get("commands").get(0).asText())
                .containsPattern("--dropout 0\\.[13] --seed 0$");
    }
}
