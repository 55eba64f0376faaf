package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LocalMainTest {
    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void noCommand_isBadUsage() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err)
                .hasToString(
                        "Missing command: use up, down, status or logs. Try"
                                + " 'deploy/local --help'.\n");
    }

    @Test
    void up_samePortTwice_isBadUsage() {
        assertThat(execute("up", "--rest-port", "9092", "--data", unused())).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "Invalid ports: two are the same, of [9092, 9093, 9092, 6123, 6124, 8080,"
                                + " 9090, 9250, 9251]. Try 'deploy/local/up --help'.\n");
    }

    @Test
    void up_noTaskManager_isBadUsage() {
        assertThat(execute("up", "--taskmanagers", "0", "--data", unused())).isEqualTo(2);
        assertThat(err)
                .hasToString(
                        "Invalid --taskmanagers or --slots: at least 1. Try"
                                + " 'deploy/local/up --help'.\n");
    }

    @Test
    void up_directoryWithOtherFiles_isRefusedAndLeftAlone() throws Exception {
        Path file = Files.writeString(directory.resolve("thesis.txt"), "text");

        assertThat(execute("up", "--free-ports", "--data", directory.toString())).isEqualTo(1);

        assertThat(err)
                .hasToString(
                        "Cannot use %s: it holds other files. Name an empty directory by --data.\n"
                                .formatted(directory));
        assertThat(file).hasContent("text");
    }

    @Test
    void downAndStatus_nothingStarted_saySo() {
        assertThat(execute("down", "--data", unused())).isZero();
        assertThat(execute("status", "--data", unused())).isEqualTo(1);
        assertThat(out)
                .hasToString("No cluster was started in %s.\n".formatted(unused()).repeat(2));
    }

    @Test
    void logs_unknownService_namesThoseThatAre() throws Exception {
        Path logs = Files.createDirectories(directory.resolve("logs"));
        Files.writeString(logs.resolve("kafka.log"), "started\n");

        assertThat(execute("logs", "zookeeper", "--data", directory.toString())).isEqualTo(1);
        assertThat(err).hasToString("Cannot show the log of zookeeper: there are logs of kafka.\n");
    }

    private String unused() {
        return directory.resolve("unused").toString();
    }

    private int execute(String... arguments) {
        CommandLine commandLine =
                LocalMain.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
