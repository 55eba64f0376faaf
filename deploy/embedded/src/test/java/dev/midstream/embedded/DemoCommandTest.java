package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
    private static final String HELP = " Try 'deploy/demo --help'.\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path work;

    @Test
    void dataset_unknown_isWrongUsage() {
        assertThat(execute("--dataset=mnist-2", "--data=.")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("Invalid --dataset: mnist-2 is none of cifar10, ")
                .endsWith(HELP);
    }

    @Test
    void dataset_withoutItsDirectory_isWrongUsage() {
        assertThat(execute("--dataset=cifar10")).isEqualTo(2);
        assertThat(err).hasToString("Cannot fetch cifar10: name its directory with --data." + HELP);
    }

    @Test
    void numbers_outOfRange_areWrongUsage() {
        assertThat(execute("--images=0")).isEqualTo(2);
        assertThat(execute("--port=65536")).isEqualTo(2);
        assertThat(err)
                .hasToString(
                        "Invalid --images: 0. At least 1."
                                + HELP
                                + "Invalid --port: 65536. From 0 to 65535."
                                + HELP);
    }

    @Test
    void data_withoutTheFiles_failsBeforeATraining() {
        assertThat(execute("--dataset=cifar10", "--data=" + work, "--work=" + work)).isEqualTo(1);
        assertThat(err.toString()).startsWith("Cannot ").contains(work.toString());
        assertThat(out.toString()).isEmpty();
        assertThat(work).isEmptyDirectory();
    }

    private int execute(String... arguments) {
        CommandLine command =
                DemoCommand.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
