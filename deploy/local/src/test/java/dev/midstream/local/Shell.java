package dev.midstream.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands as a user would type them, in the project's directory.
 *
 * @param root the project's directory
 * @param environment added to this process's
 */
public record Shell(Path root, Map<String, String> environment) {

    /**
     * What a command did.
     *
     * @param exitCode 0 for success
     * @param output standard output and error together
     */
    public record Result(int exitCode, String output) {}

    /** Runs a command that must succeed, and returns what it printed. */
    public String succeed(String command) throws IOException, InterruptedException {
        Result result = run(command);
        assertThat(result.exitCode()).as("%s%n%s", command, result.output()).isZero();
        return result.output();
    }

    /** Runs a command to its end. */
    public Result run(String command) throws IOException, InterruptedException {
        Process process = start(command);
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(command).isTrue();
            return new Result(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts a command. */
    public Process start(String command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", "exec " + command)
                        .directory(root.toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
