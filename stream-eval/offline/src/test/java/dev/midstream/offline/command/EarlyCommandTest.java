package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EarlyCommandTest {
    @TempDir private Path work;
    private CatsAndDogs images;

    @BeforeEach
    void write() throws IOException {
        images = CatsAndDogs.write(work);
    }

    @Test
    void evaluate_early_decidesAndSaysWhatItTook() {
        Evaluation evaluation =
                images.evaluate(
                        "--corruptions",
                        "contrast",
                        "--early",
                        "--require",
                        "midpoint accuracy mean >= 0.5",
                        "--require",
                        "midpoint mean > endpoint-0 mean");

        assertThat(evaluation.complained()).isEmpty();
        assertThat(evaluation.code()).isZero();
        assertThat(evaluation.said().lines().toList())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "Requirement met: midpoint accuracy mean >= 0.5:"
                                                        + " between 0."),
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "Requirement met: midpoint mean > endpoint-0 mean:"
                                                        + " the difference is between 0."),
                        line ->
                                assertThat(line)
                                        .matches("Decided after [0-9]{2,3} scorings of 400, .*"));
    }

    @Test
    void evaluate_earlyMissed_isThatOfTheWholeEvaluation() {
        String requirement = "endpoint-0 accuracy clean >= 0.26";

        Evaluation evaluation = images.evaluate("--early", "--require", requirement);

        assertThat(evaluation.code()).isEqualTo(3);
        assertThat(evaluation.complained())
                .startsWith("Requirement failed: endpoint-0 accuracy clean >= 0.26: between 0.2");
        assertThat(images.evaluate("--require", requirement).code()).isEqualTo(3);
    }

    @Test
    void evaluate_budgetSpent_hasACodeOfItsOwn() {
        Evaluation evaluation =
                images.evaluate(
                        "--early", "--budget", "5", "--require", "midpoint accuracy clean > 0.7");

        assertThat(evaluation.code()).isEqualTo(4);
        assertThat(evaluation.complained())
                .matches(
                        "Requirement undecided: midpoint accuracy clean > 0.7: between .* on all"
                                + " images chosen, after 5 of 80\\.\\R");
        assertThat(evaluation.said()).startsWith("Not all decided after 5 scorings of 80");
    }

    @Test
    void evaluate_earlyOneCondition_isAboutTheImagesThatTheDesignShows() {
        Evaluation evaluation =
                images.evaluate(
                        "--corruptions",
                        "contrast,fog",
                        "--design",
                        "one-condition",
                        "--clean-share",
                        "0.2",
                        "--early",
                        "--require",
                        "midpoint accuracy mean >= 0.3");

        assertThat(evaluation.code()).as(evaluation.complained()).isZero();
        assertThat(evaluation.said()).containsPattern("scorings of [5-7][0-9],");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--early ; Cannot use --early without --require. Name what is to be decided.",
                "--budget 5 ; Cannot use --budget without --early. Add --early.",
                "--early --budget 0 --require A ; Invalid budget: 0. Use a number of at least 1.",
                "--early --order listed --require A ; Cannot use --early with --order listed: the"
                        + " images so far say something of the others only in random order.",
                "--early --require E ; Cannot decide \"midpoint ece clean < 1\" early: only"
                        + " accuracy and top5 have intervals of the whole set. Leave out --early.",
                "--early --require A --json x.json ; Cannot write files with --early: it ends"
                        + " before there are figures. Leave out one of the two."
            })
    void evaluate_optionsThatDoNotFit_areRefused(String options, String message) {
        List<String> arguments = new ArrayList<>();
        for (String word : options.split(" ")) {
            arguments.add(
                    switch (word) {
                        case "A" -> "midpoint accuracy clean > 0";
                        case "E" -> "midpoint ece clean < 1";
                        case "x.json" -> work.resolve(word).toString();
                        default -> word;
                    });
        }

        Evaluation evaluation = images.evaluate(arguments.toArray(new String[0]));

        assertThat(evaluation.code()).isEqualTo(2);
        assertThat(evaluation.complained()).startsWith(message);
    }
}
