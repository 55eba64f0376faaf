package dev.midstream.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a built jar as its user does: in a process of its own. */
final class JarProcess {
    private JarProcess() {}

    /**
     * Runs to the end, which must be exit code 0, and returns standard output.
     *
     * @param arguments with spaces between them, and {@code %s} for each of {@code values}
     */
    static String run(Path jar, String arguments, Object... values)
            throws IOException, InterruptedException {
        assertThat(jar).isRegularFile();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx2g", "-jar", jar.toString()));
        command.addAll(List.of(arguments.formatted(values).split(" ", -1)));
        return run(command);
    }

    /** Runs a class of these tests like {@link #run}, on the class path of a jar. */
    static String run(Path jar, Class<?> main, Object... arguments)
            throws IOException, InterruptedException {
        assertThat(jar).isRegularFile();
        String tests =
                Path.of(main.getProtectionDomain().getCodeSource().getLocation().getPath())
                        .toString();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx2g", "-cp", jar + File.pathSeparator + tests, main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as("exit code of %s", command).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
