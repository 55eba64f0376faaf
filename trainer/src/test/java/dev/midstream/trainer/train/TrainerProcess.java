package dev.midstream.trainer.train;

import dev.midstream.trainer.TrainerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The trainer in a process of its own, as a user starts it. */
public final class TrainerProcess {
    private static final long MINUTES = 3;

    private final Process process;
    private final Path output;

    private TrainerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code trainer} with arguments; its output goes to a file. */
    public static TrainerProcess start(Path output, List<String> arguments) throws IOException {
        return start(output, "", arguments);
    }

    /** The same, in a shell that runs a command first, for instance to set a limit. */
    static TrainerProcess start(Path output, String first, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (!first.isEmpty()) {
            command.addAll(List.of("bash", "-c", first + "; exec \"$@\"", "bash"));
        }
        command.addAll(java(arguments));
        return started(output, command);
    }

    /**
     * The same, on a terminal of 120 columns, which util-linux's {@code script} makes; what the
     * terminal shows goes to a file.
     *
     * @param redirection in the shell's language, for instance {@code > file}
     */
    static TrainerProcess startOnTerminal(Path output, String redirection, List<String> arguments)
            throws IOException {
        String quoted =
                java(arguments).stream()
                        .map(argument -> "'" + argument + "'")
                        .collect(Collectors.joining(" "));
        String line = "stty cols 120; exec " + quoted + " " + redirection;
        return started(output, List.of("script", "-qec", line, "/dev/null"));
    }

    private static List<String> java(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Files that the virtual machine maps would count against a limit on their size.
        command.addAll(List.of("-Xmx1g", "-XX:-UsePerfData"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(TrainerMain.class.getName());
        command.addAll(arguments);
        return command;
    }

    private static TrainerProcess started(Path output, List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        return new TrainerProcess(process, output);
    }

    public boolean running() {
        return process.isAlive();
    }

    /** How many threads it has, of Java and of TensorFlow. */
    long threads() throws IOException {
        try (Stream<Path> tasks =
                Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return tasks.count();
        }
    }

    /** Ends it as a power cut would: with signal 9. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(MINUTES, TimeUnit.MINUTES);
    }

    /** Waits for it to end, and gives its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            kill();
            throw new IllegalStateException("the trainer did not end");
        }
        return process.exitValue();
    }

    public String output() throws IOException {
        return Files.readString(output);
    }
}
