package dev.midstream.local.configuration;

import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Installation;
import dev.midstream.local.cluster.LocalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The memory arguments of a Flink process, as computed by Flink's own launcher {@code
 * BashJavaUtils}.
 *
 * @param jvm arguments of the JVM
 * @param program arguments of the program
 */
public record FlinkMemory(List<String> jvm, List<String> program) {
    private static final String MARKER = "BASH_JAVA_UTILS_EXEC_RESULT:";

    /** No arguments: of a process that is not going to be started. */
    public static final FlinkMemory NONE = new FlinkMemory(List.of(), List.of());

    /** Copies the lists. */
    public FlinkMemory {
        jvm = List.copyOf(jvm);
        program = List.copyOf(program);
    }

    /** The arguments of a JobManager. */
    public static FlinkMemory ofJobManager(Installation installation, DataDirectory data)
            throws LocalException, InterruptedException {
        return of(installation, data, "GET_JM_RESOURCE_PARAMS");
    }

    /** The arguments of a TaskManager. */
    public static FlinkMemory ofTaskManager(Installation installation, DataDirectory data)
            throws LocalException, InterruptedException {
        return of(installation, data, "GET_TM_RESOURCE_PARAMS");
    }

    private static FlinkMemory of(Installation installation, DataDirectory data, String question)
            throws LocalException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Installation.java(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        // The launcher writes its answer to the standard output, where it would
                        // also log.
                        "-Dlog4j2.level=OFF",
                        "-cp",
                        installation.flinkClassPath(),
                        "org.apache.flink.runtime.util.bash.BashJavaUtils",
                        question,
                        "--configDir",
                        data.flinkConfiguration().toString());
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new LocalException("Cannot start Flink: " + reason(output));
            }
            return parse(output);
        } catch (IOException e) {
            throw new LocalException("Cannot start Flink: " + e.getMessage(), e);
        }
    }

    /** Parses the launcher's output: one marked line for the JVM, then one for the program. */
    static FlinkMemory parse(String output) {
        List<List<String>> lines = new ArrayList<>();
        output.lines()
                .filter(line -> line.startsWith(MARKER))
                .forEach(line -> lines.add(words(line.substring(MARKER.length()))));
        return new FlinkMemory(
                lines.isEmpty() ? List.of() : lines.get(0),
                lines.size() < 2 ? List.of() : lines.get(1));
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.strip().split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String reason(String output) {
        return output.lines()
                .filter(line -> line.contains("Exception"))
                .map(line -> line.substring(line.indexOf("Exception") + "Exception".length()))
                .map(line -> line.replaceFirst("^[\\s:]+", ""))
                .findFirst()
                .orElse(output.strip());
    }
}
