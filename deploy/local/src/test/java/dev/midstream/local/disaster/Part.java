package dev.midstream.local.disaster;

import dev.midstream.local.Shell;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A process of a cluster, which is started again after each end. */
final class Part implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final Shell shell;
    private final File output;
    private final Supplier<Command> command;
    private Process process;

    /**
     * How it is started.
     *
     * @param environment added to this process's
     */
    record Command(List<String> words, Map<String, String> environment) {}

    /**
     * Starts the process.
     *
     * @param output takes what it prints
     * @param command asked for at each start
     */
    Part(Shell shell, Path output, Supplier<Command> command) throws IOException {
        this.shell = shell;
        this.output = output.toFile();
        this.command = command;
        this.process = launch();
        // Whatever ends this process: none is left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    private Process launch() throws IOException {
        Command now = command.get();
        ProcessBuilder builder =
                new ProcessBuilder(now.words())
                        .directory(output.getParentFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        builder.environment().putAll(now.environment());
        return builder.start();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Returns the exit code of a process that has ended. */
    int exitCode() {
        return process.exitValue();
    }

    void start() throws IOException {
        process = launch();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Cannot kill process " + process.pid() + ".");
        }
    }

    /** Stops it, so that it neither runs nor ends. */
    void suspend() throws Exception {
        signal("STOP");
    }

    /** Lets it go on, unless it has ended. */
    void resume() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        if (process.isAlive()) {
            shell.run("kill -%s %d".formatted(name, process.pid()));
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
