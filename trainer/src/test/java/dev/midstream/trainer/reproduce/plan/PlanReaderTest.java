package dev.midstream.trainer.reproduce.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlanReaderTest {
    private static final String TINY =
            """
            name: tiny
            title: A tiny plan
            dataset: image-folder
            train: {network: cresnet8-w8, epochs: 3, layerwise: false}
            evaluate:
              clean: {points: all, corruptions: none}
            seeds: [0, 1]
            methods:
              - name: standard
                train: {subspace: point}
                noise: [0, 0.2]
              - name: dropout
                train: {subspace: point}
                choose: {option: dropout, values: [0.1, 0.3], holdout: 0.2}
                seeds: [1]
              - name: line
                train: {subspace: line, layerwise: true}
                evaluate: {clean: {ensemble: mirrored}}
                landscape: {step: 0.5}
            findings:
              - name: calibration
                title: Calibration
                kind: methods
                figure: ece
                entries: [standard, line/endpoint-0]
                claims:
                  - {better: line, than: standard, figure: accuracy}
            """;

    @TempDir private Path directory;

    private Plan read(String text) throws Exception {
        Path file = directory.resolve("plan.yaml");
        Files.writeString(file, text);
        return PlanReader.read(file.toString());
    }

    @Test
    void read_plan_givesItsRunsSeedBySeedWithTrialsFirst() throws Exception {
        assertThat(PlanRuns.of(read(TINY)))
                .extracting(PlannedRun::id)
                .containsExactly(
                        "standard/seed=0",
                        "standard/noise=0.2/seed=0",
                        "line/seed=0",
                        "standard/seed=1",
                        "standard/noise=0.2/seed=1",
                        "dropout/choose=0.1/seed=1",
                        "dropout/choose=0.3/seed=1",
                        "dropout/seed=1",
                        "line/seed=1");
    }

    @Test
    void read_plan_givesTheCommandsOfItsRuns() throws Exception {
        List<PlannedRun> runs = PlanRuns.of(read(TINY));
        assertThat(String.join(" ", runs.get(1).train(Optional.empty())))
                .isEqualTo(
                        "train --dataset image-folder --data DATA --out"
                                + " MODELS/standard_noise-0.2_seed-0 --model-id"
                                + " standard_noise-0.2_seed-0 --network cresnet8-w8 --epochs 3"
                                + " --subspace point --label-noise 0.2 --seed 0");
        assertThat(String.join(" ", runs.get(2).train(Optional.empty())))
                .endsWith("--epochs 3 --subspace line --layerwise --seed 0");
        assertThat(runs.get(2).evaluations())
                .singleElement()
                .satisfies(
                        arguments ->
                                assertThat(String.join(" ", arguments))
                                        .isEqualTo(
                                                "evaluate --model MODELS/line_seed-0 --dataset"
                                                    + " image-folder --data DATA --points all"
                                                    + " --corruptions none --ensemble mirrored"));
        assertThat(runs.get(2).landscape()).isPresent();
        assertThat(runs.get(8).landscape()).isEmpty();
        assertThat(String.join(" ", runs.get(6).train(Optional.empty())))
                .contains("--dropout 0.3 --holdout 0.2");
        assertThat(runs.get(6).evaluations()).isEmpty();
        assertThat(String.join(" ", runs.get(7).train(Optional.of("0.3"))))
                .contains("--dropout 0.3")
                .doesNotContain("holdout");
    }

    static Stream<String> names() {
        return PlanReader.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void read_planOfTheTrainer_isTheWholeScheduleInOnePrecision(String name) throws Exception {
        String precision = name.equals("small-cifar10") ? "bf16" : "float32";
        Plan plan = PlanReader.read(name);
        assertThat(plan.name()).isEqualTo(name);
        assertThat(plan.findings()).hasSizeGreaterThan(2);
        for (PlannedRun run : PlanRuns.of(plan)) {
            assertThat(run.work()).isGreaterThanOrEqualTo(160);
            assertThat(run.train(Optional.of("0.1"))).contains("--precision", precision);
        }
    }

    @Test
    void read_smallCifar10_hasThreeSeedsOfTheMainMethodsWithTheSameImages() throws Exception {
        assertThat(PlanRuns.of(PlanReader.read("small-cifar10")))
                .extracting(PlannedRun::id)
                .contains(
                        "standard/seed=2",
                        "line/noise=0.2/seed=2",
                        "layerwise/noise=0.2/seed=1",
                        "standard-early/noise=0.2/seed=0",
                        "simplex-6/seed=0",
                        "swa-cyclic/seed=0");
    }

    @Test
    void read_planeOfAFigureThatPlanesLack_isRefused() {
        String plan =
                TINY.replace("kind: methods", "kind: plane")
                        .replace("figure: ece", "figure: brier");
        assertThatThrownBy(() -> read(plan))
                .hasMessageEndingWith(
                        "findings[0].figure cannot be used: planes have accuracy, ece, nll.");
    }

    @Test
    void read_textsThatTablesOrLinksCannotHold_areRefused() {
        assertThatThrownBy(() -> read(TINY.replace("title: Cal", "title: A | cal")))
                .hasMessageEndingWith(
                        "findings[0].title cannot be used: tables cannot hold | or several lines.");
        String finding = TINY.substring(TINY.indexOf("  - name: calibration"));
        assertThatThrownBy(() -> read(TINY + finding.replace("name: cal", "name: other-cal")))
                .hasMessageEndingWith("findings[1].title cannot be used: another finding has it.");
    }

    @Test
    void read_corruptionsUnderOneOfThem_isRefused() {
        String plan =
                TINY.replace("kind: methods", "kind: corruptions")
                        .replace("figure: ece", "cell: snow");
        assertThatThrownBy(() -> read(plan))
                .hasMessageEndingWith(
                        "findings[0].cell cannot be used: corruptions are all that were measured:"
                                + " name none.");
        assertThatThrownBy(
                        () ->
                                read(
                                        TINY.replace("kind: methods", "kind: corruptions")
                                                .replace("figure: ece\n", "figure: accuracy\n")))
                .hasMessageEndingWith(
                        "findings[0].claims cannot be used: name the corruption of each with"
                                + " cell.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: tiny | nam: tiny | name is missing.",
                "epochs: 3 | epochs: [3] | train.epochs is no single value.",
                "epochs: 3 | seed: 3 | train cannot be used: seed follows from the run and cannot"
                        + " be an option.",
                "seeds: [0, 1] | seeds: [0.5] | seeds has an entry that is no whole number: 0.5.",
                "seeds: [0, 1] | sedes: [0] | sedes is unknown: use ",
                "seeds: [0, 1] | seeds: [1, 1] | methods[0].seeds cannot be used: one is there"
                        + " twice.",
                "noise: [0, 0.2] | noise: [0, 0] | methods[0].noise cannot be used: one is there"
                        + " twice.",
                "name: calibration | name: ../x | findings[0].name cannot be used: ../x is more"
                        + " than small letters, digits, . and -.",
                "kind: methods | kind: pie | findings[0].kind cannot be used: pie is none of"
                        + " methods, positions, severities, corruptions, endpoints, plane.",
                "figure: ece | figure: luck | findings[0].figure cannot be used: luck is none of"
                        + " accuracy, top5, ece, mce, nll, brier.",
                "figure: ece | figure: gap | findings[0].figure cannot be used: gap is none of"
                        + " accuracy, top5, ece, mce, nll, brier.",
                "figure: ece | cell: snwo | findings[0].cell cannot be used: snwo is neither clean"
                        + " nor CORRUPTION or CORRUPTION/1 to 5.",
                "figure: ece | cell: snow/6 | findings[0].cell cannot be used: snow/6 is neither",
                "figure: ece | noise: 0.3 | findings[0].noise cannot be used: no method is trained"
                        + " with 0.3.",
                "figure: accuracy | noise: 0.3 | findings[0].claims[0].noise cannot be used: no"
                        + " method is trained with 0.3.",
                "kind: methods | kind: severities | findings[0].cell cannot be used: severities are"
                        + " those of a corruption: name one.",
                "subspace: point | threads: 2 | methods[0].train cannot be used: threads are those"
                        + " of the whole process: give them to the plan.",
                "than: standard | than: nothing | findings[0].claims[0].than cannot be used:"
                        + " nothing is none of the methods.",
                "name: dropout | name: standard | methods[1].name cannot be used: another method"
                        + " has it.",
                "{clean: {ensemble | {dirty: {ensemble | methods[2].evaluate cannot be used: dirty"
                        + " is none of the plan's evaluations clean.",
                "holdout: 0.2 | holdout: 0 | methods[1].choose.holdout cannot be used: use a share"
                        + " between 0 and 1.",
                "noise: [0, 0.2] | label: line | methods[2].label cannot be used: another method"
                        + " has it.",
                "entries: [standard, | entries: [line/endpoint-0, | findings[0].entries cannot be"
                        + " used: line is drawn twice.",
                "noise: [0, 0.2] | noise: [0, -0.2] | methods[0].noise cannot be used: -0.2 is no"
                        + " share from 0 to 1.",
                "noise: [0, 0.2] | noise: [0, 20] | methods[0].noise cannot be used: 20.0 is no"
                        + " share from 0 to 1.",
                "noise: [0, 0.2] | noise: [0, -0.0] | methods[0].noise cannot be used: one is there"
                        + " twice.",
                "seeds: [0, 1] | seeds: [1e30] | seeds has an entry that is no whole number:"
                        + " 1.0E30",
                "values: [0.1, 0.3] | values: [0.1, 0.10] | methods[1].choose.values cannot be"
                        + " used: one is there twice.",
                "option: dropout | option: seed | methods[1].choose.option cannot be used: seed"
                        + " follows from the run and cannot be an option.",
                "option: dropout | option: holdout | methods[1].choose.option cannot be used:"
                        + " holdout cannot be chosen.",
                "points: all | json: f.json | evaluate cannot be used: json follows from the run"
                        + " and cannot be an option.",
                "ensemble: mirrored | model: m | methods[2].evaluate cannot be used: model follows"
                        + " from the run and cannot be an option.",
                "step: 0.5 | out: d | methods[2].landscape cannot be used: out follows from the run"
                        + " and cannot be an option.",
                "epochs: 3 | checkpoint-minutes: 3 | train cannot be used: checkpoint-minutes"
                        + " follows from the run and cannot be an option.",
                "subspace: line, | subspace: simplex, endpoints: 4, | methods[2].landscape cannot"
                        + " be used: only a line, a curve or a simplex of three endpoints can be"
                        + " drawn.",
                "subspace: line, | subspace: simplex, endpoints: two, | methods[2].train cannot be"
                        + " used: endpoints is no whole number: two.",
                "values: [0.1, 0.3] | values: [] | methods[1].choose.values cannot be used: name"
                        + " those to try."
            })
    void read_mistake_oneLineWithItsPlace(String right, String wrong, String message) {
        assertThat(TINY).contains(right);
        assertThatThrownBy(
                        () -> read(TINY.replaceFirst(java.util.regex.Pattern.quote(right), wrong)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageStartingWith("Invalid plan " + directory.resolve("plan.yaml") + ": ")
                .hasMessageContaining(message)
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
    }

    /** The last of two would win, and the first be left out in silence. */
    @Test
    void read_keyGivenTwice_isRefused() {
        assertThatThrownBy(() -> read(TINY.replace("epochs: 3", "epochs: 3, epochs: 4")))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage(
                        "Cannot read plan %s: Duplicate field 'epochs'."
                                .formatted(directory.resolve("plan.yaml")));
        assertThatThrownBy(() -> read(TINY + "title: Another\n"))
                .hasMessageEndingWith(": Duplicate field 'title'.");
    }

    @Test
    void read_secondDocument_isRefused() {
        assertThatThrownBy(() -> read(TINY + "---\n" + TINY))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage(
                        "Invalid plan %s: it has a second document, after ---. Use a file for each plan."
                                .formatted(directory.resolve("plan.yaml")));
    }

    @Test
    void read_empty_isRefused() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("is no object with named fields");
    }

    @Test
    void read_falseInAMethod_takesAwayWhatThePlanGives() throws Exception {
        String plan =
                TINY.replace("layerwise: false", "layerwise: true")
                        .replace(
                                "layerwise: true}\n    evaluate", "layerwise: false}\n    evaluate")
                        .replace("{points: all, ", "{points: all, no-include-clean: true, ")
                        .replace(
                                "{ensemble: mirrored}", "{points: false, no-include-clean: false}");

        List<PlannedRun> runs = PlanRuns.of(read(plan.substring(0, plan.indexOf("findings:"))));

        assertThat(runs.get(0).train(Optional.empty())).contains("--layerwise");
        assertThat(runs.get(2).method().name()).isEqualTo("line");
        assertThat(runs.get(2).train(Optional.empty()))
                .contains("--subspace", "line", "--epochs")
                .doesNotContain("--layerwise", "false");
        assertThat(runs.get(0).evaluations().get(0)).contains("--points", "--no-include-clean");
        assertThat(runs.get(2).evaluations().get(0))
                .contains("--corruptions")
                .doesNotContain("--points", "--no-include-clean", "false");
    }

    @Test
    void read_ensembleOfThePlan_isTheMainColumnOfMethodsThatDoNotUndoIt() throws Exception {
        String plan =
                TINY.replace("layerwise: false", "members: 2")
                        .replace(
                                "{subspace: line, layerwise: true}",
                                "{subspace: line, members: 1}");

        assertThat(read(plan).methods())
                .extracting(Method::mainColumn)
                .containsExactly("ensemble", "ensemble", "midpoint");
    }

    @Test
    void read_noYaml_oneLine() {
        assertThatThrownBy(() -> read("name: [tiny"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageStartingWith("Cannot read plan ")
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
        assertThatThrownBy(() -> PlanReader.read("no-such-plan"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("Use a file, or one of small-cifar10, article-cifar10");
    }
}
