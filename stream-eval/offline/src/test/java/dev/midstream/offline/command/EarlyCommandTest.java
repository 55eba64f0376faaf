package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.fixture.ToyModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** 60 cats and 20 dogs; the midpoint says cat, endpoint-0 says dog. */
final class EarlyCommandTest {
    private static final int SIDE = 32;
    private static final List<String> LOGITS = List.of("1 0", "0 1", "2 0", "0 3", "5 0");

    @TempDir private Path work;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        for (int i = 0; i < 80; i++) {
            Path file = work.resolve("images/test/%s/%d.png".formatted(i < 60 ? "cat" : "dog", i));
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(image, "png", file.toFile());
        }
        ToyModel.write(work.resolve("model"), List.of("cat", "dog"), SIDE, LOGITS);
    }

    @Test
    void evaluate_early_decidesAndSaysWhatItTook() {
        int code =
                evaluate(
                        "--corruptions",
                        "contrast",
                        "--early",
                        "--require",
                        "midpoint accuracy mean >= 0.5",
                        "--require",
                        "midpoint mean > endpoint-0 mean");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString().lines().toList())
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
                                                        + " between 0."),
                        line ->
                                assertThat(line)
                                        .matches("Decided after [0-9]{2,3} scorings of 400, .*"));
    }

    @Test
    void evaluate_earlyMissed_isThatOfTheWholeEvaluation() {
        String requirement = "endpoint-0 accuracy clean >= 0.26";

        assertThat(evaluate("--early", "--require", requirement)).isEqualTo(3);
        assertThat(err.toString())
                .startsWith("Requirement failed: endpoint-0 accuracy clean >= 0.26: between 0.2");
        assertThat(evaluate("--require", requirement)).isEqualTo(3);
    }

    @Test
    void evaluate_budgetSpent_hasACodeOfItsOwn() {
        int code =
                evaluate("--early", "--budget", "5", "--require", "midpoint accuracy clean > 0.7");

        assertThat(code).isEqualTo(4);
        assertThat(err.toString())
                .matches(
                        "Requirement undecided: midpoint accuracy clean > 0.7: between .* on the"
                                + " whole set, after 5 of 80\\.\\R");
        assertThat(out.toString()).startsWith("Not all decided after 5 scorings of 80");
    }

    @Test
    void evaluate_earlyOneCondition_isAboutTheImagesThatTheDesignShows() {
        int code =
                evaluate(
                        "--corruptions",
                        "contrast,fog",
                        "--design",
                        "one-condition",
                        "--clean-share",
                        "0.2",
                        "--early",
                        "--require",
                        "midpoint accuracy mean >= 0.3");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).containsPattern("scorings of [5-7][0-9],");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--early ; Cannot use --early without --require. Name what is to be decided.",
                "--budget 5 ; Cannot use --budget without --early. Add it.",
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

        assertThat(evaluate(arguments.toArray(new String[0]))).isEqualTo(2);
        assertThat(err.toString()).startsWith(message);
    }

    private int evaluate(String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--model",
                                work.resolve("model").toString(),
                                "--dataset",
                                "image-folder",
                                "--data",
                                work.resolve("images").toString()));
        if (!List.of(options).contains("--corruptions")) {
            arguments.addAll(List.of("--corruptions", "none"));
        }
        arguments.addAll(List.of(options));
        return new CommandLine(new EvaluateCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(new String[0]));
    }
}
