package dev.midstream.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** {@code deploy/demo} in processes of its own, with temporary files of its own. */
final class RunningDemo implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reading;

    private RunningDemo(Process process) {
        this.process = process;
        this.reading = new Thread(this::read, "output of the demo");
        reading.start();
    }

    /**
     * Starts it.
     *
     * @param temporary directory for all temporary files but TensorFlow's libraries, which all runs
     *     of a user share
     */
    static RunningDemo start(Path temporary, List<String> arguments) throws IOException {
        Path root = Path.of(System.getProperty("midstream.root"));
        List<String> command = new ArrayList<>();
        command.add(root.resolve("deploy/demo").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put(
                        "PATH",
                        Files.createDirectories(withoutMaven(temporary.resolveSibling("bin")))
                                + ":"
                                + System.getenv("PATH"));
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        "-Djava.io.tmpdir=%s -Dmidstream.natives.dir=%s/midstream-%s"
                                .formatted(
                                        temporary,
                                        System.getProperty("java.io.tmpdir"),
                                        System.getProperty("user.name")));
        return new RunningDemo(builder.start());
    }

    /**
     * The jars under test are those of this build: a script that would build anew fails instead.
     */
    private static Path withoutMaven(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path maven = Files.writeString(directory.resolve("mvn"), "#!/bin/sh\nexit 3\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        return directory;
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            output.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            lines.add("Cannot read the output: " + e.getMessage());
        }
    }

    /** What comes after {@code beginning} in the first line that begins so; waits for it. */
    String await(String beginning) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> find(beginning).isPresent() || !process.isAlive());
        assertThat(find(beginning)).as("%s in %s", beginning, lines).isPresent();
        return find(beginning).get();
    }

    private Optional<String> find(String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .findFirst();
    }

    /** All lines so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Sends SIGTERM and returns the exit code. */
    int terminate() throws InterruptedException {
        // Not by the process itself, which would close its output too.
        assertThat(process.toHandle().destroy()).isTrue();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        reading.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
