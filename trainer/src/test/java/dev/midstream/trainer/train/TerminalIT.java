package dev.midstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person sees on a terminal, and what a log gets. Needs util-linux's {@code script}: without
 * it the tests are skipped, with {@code CI=true} they fail.
 */
class TerminalIT {
    private static final int IMAGES = 40;

    @TempDir private static Path directory;

    @BeforeAll
    static void writeImages() throws IOException {
        boolean there =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "script")));
        if (!there) {
            String reason = "Skipped: there is no script (util-linux) to make a terminal with.";
            System.out.println(reason);
            assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
            abort(reason);
        }
        PatternImages.write(directory.resolve("images"), IMAGES, 10);
    }

    private static List<String> onImages(String command) {
        List<String> arguments = new ArrayList<>(List.of(command, "--dataset", "image-folder"));
        arguments.addAll(List.of("--data", directory.resolve("images").toString()));
        return arguments;
    }

    private static List<String> training(String out, String epochs) {
        List<String> arguments = onImages("train");
        arguments.addAll(List.of("--out", directory.resolve(out).toString()));
        arguments.addAll(
                List.of("--network", "cresnet8-w4", "--batch-size", "8", "--epochs", epochs));
        arguments.addAll(List.of("--samples", "0", "--bn-images", "16"));
        return arguments;
    }

    /** Runs on a terminal and gives the states of the line that is drawn again and again. */
    private static List<String> shown(String name, String redirection, List<String> arguments)
            throws Exception {
        Path file = directory.resolve(name + ".terminal");
        TrainerProcess process = TrainerProcess.startOnTerminal(file, redirection, arguments);
        assertThat(process.exitCode()).as(process.output()).isZero();
        return List.of(process.output().split("[\\r\\n]+", -1));
    }

    @Test
    void trainAndEvaluate_errorsGoToATerminal_drawABar() throws Exception {
        Path log = directory.resolve("bar.log");
        List<String> training = shown("bar", "> '" + log + "'", training("bar", "60"));

        assertThat(training)
                .filteredOn(state -> state.startsWith("train "))
                .hasSizeGreaterThan(1)
                .allMatch(state -> state.length() <= 120)
                .anyMatch(
                        state ->
                                state.matches(
                                        "train .*% \\[.*] .* \\d:\\d\\d:\\d\\d left, epoch"
                                                + " \\d+/60, .*"))
                .last()
                .asString()
                .startsWith("train 100% [")
                .contains("0:00:00 left, batch-norm statistics");
        assertThat(training).noneMatch(state -> state.contains(" took "));
        assertThat(log).content().startsWith("Wrote ").hasLineCount(1);

        List<String> evaluating = new ArrayList<>(onImages("evaluate"));
        evaluating.addAll(List.of("--model", directory.resolve("bar").toString()));
        evaluating.addAll(List.of("--corruptions", "none"));
        assertThat(shown("evaluate", "> '" + directory.resolve("table") + "'", evaluating))
                .filteredOn(state -> state.startsWith("evaluating "))
                .last()
                .asString()
                .contains("100% [", "30/30 images");
        assertThat(directory.resolve("table")).content().contains("midpoint");
    }

    @Test
    void train_errorsGoToAFile_linesWithoutABar() throws Exception {
        Path log = directory.resolve("lines.log");
        List<String> shown = shown("lines", "2> '" + log + "'", training("lines", "2"));

        assertThat(shown).first().asString().startsWith("Wrote ");
        assertThat(log)
                .content()
                .contains("epoch 1/2 took ", "epoch 2/2 took ")
                .doesNotContain("\r", "[=");
    }
}
