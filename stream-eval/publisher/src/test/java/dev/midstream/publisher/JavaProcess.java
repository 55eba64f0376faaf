package dev.midstream.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own, as a benchmark times it. */
public final class JavaProcess {

    private JavaProcess() {}

    /**
     * Runs it to its end, which must be a success.
     *
     * @param log takes what it prints
     */
    public static void run(Path log, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    /** The packaged publisher. */
    public static String publisherJar() {
        return System.getProperty("midstream.publisher.jar", "target/publisher.jar");
    }

    /** The middle value. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
