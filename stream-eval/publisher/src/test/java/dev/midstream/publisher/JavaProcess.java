package dev.midstream.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java program in a process of its own, as a benchmark times it. */
public final class JavaProcess {

    /** The last line of {@code times}: user and system time of the shell's children. */
    private static final Pattern CHILDREN = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s$");

    private JavaProcess() {}

    /**
     * Runs it to its end, which must be a success, and returns the seconds of processor time that
     * it took, start and compilation included.
     *
     * @param log takes what it prints
     */
    public static double run(Path log, List<String> arguments) throws Exception {
        // What other processes do at the same time counts less in processor time.
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "\"$0\" \"$@\"; code=$?; times; exit $code"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(log);
        assertThat(process.exitValue()).as(printed).isZero();
        Matcher times = CHILDREN.matcher(printed.strip());
        assertThat(times.find()).as(printed).isTrue();
        return 60 * (number(times, 1) + number(times, 3)) + number(times, 2) + number(times, 4);
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
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
