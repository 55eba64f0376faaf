package dev.midstream.dashboard.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.dashboard.MetricsTopic;
import dev.midstream.dashboard.SharedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code dashboard.jar --text} on a pseudo-terminal, which util-linux's {@code script} makes. */
@ExtendWith(SharedBroker.class)
class TerminalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path JAR = Path.of("target", "dashboard.jar").toAbsolutePath();
    private static final String OTHER_SCREEN = "\u001b[?1049h";
    private static final String FIRST_SCREEN = "\u001b[?1049l";
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String WRAP = "\u001b[?7h";
    private static final String FIRST_LINE = "\u001b[1;1H";
    private static final String CLEAR_BELOW = "\u001b[J";
    // A build in the background ignores SIGINT, and so would every process that it starts.
    private static final String DEFAULT_SIGINT = "env --default-signal=INT";
    private static final String CTRL_C = "\u0003";

    @TempDir private Path directory;
    private MetricsTopic topic;
    private Process terminal;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        requireScript();
        topic = MetricsTopic.on(broker).create();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder =
                new ProcessBuilder(
                        "script",
                        "--quiet",
                        "--return",
                        "--command",
                        DEFAULT_SIGINT
                                + " %s -jar %s --bootstrap-servers %s --metrics-topic %s --summaries-topic %s --text"
                                        .formatted(
                                                java,
                                                JAR,
                                                broker.bootstrapServers(),
                                                topic.configuration().kafka().metricsTopic(),
                                                topic.configuration().kafka().summariesTopic()),
                        "/dev/null");
        // The JVM would name its own options on the terminal.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        terminal =
                builder.redirectErrorStream(true)
                        .redirectOutput(directory.resolve("screen").toFile())
                        .start();
    }

    @AfterEach
    void close() {
        if (terminal != null) {
            terminal.descendants().forEach(ProcessHandle::destroyForcibly);
            terminal.destroyForcibly();
            topic.close();
        }
    }

    private static void requireScript() throws Exception {
        boolean found = isInstalled();
        if (!found && !"true".equals(System.getenv("CI"))) {
            System.out.println("Skipped: script of util-linux is not installed.");
            Assumptions.abort("script of util-linux is not installed");
        }
        assertThat(found).as("script of util-linux is installed where CI=true").isTrue();
    }

    // Other systems have a program of that name with other options.
    private static boolean isInstalled() throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder("script", "--version").redirectErrorStream(true).start();
            String version = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor() == 0 && version.contains("util-linux");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void text_onATerminal_updatesInPlaceAndGivesTheScreenBack() throws Exception {
        await().atMost(PATIENCE).until(() -> output().contains(FIRST_LINE));
        send(1_234);
        await().atMost(PATIENCE).until(() -> latestFrame().contains("1,234"));
        String before = latestFrame();
        send(5_678);
        await().atMost(PATIENCE).until(() -> latestFrame().contains("5,678"));
        String after = latestFrame();

        assertThat(output()).startsWith(OTHER_SCREEN).contains(HIDE_CURSOR);
        // A line end would scroll: each line is drawn over the one that was there.
        assertThat(output()).doesNotContain("\n");
        assertThat(after).doesNotContain("1,234").containsOnlyOnce("POINT");
        assertThat(places(after)).isEqualTo(places(before)).contains("\u001b[5;1H");
        assertThat(output()).doesNotContain(SHOW_CURSOR, FIRST_SCREEN);

        terminal.getOutputStream().write(CTRL_C.getBytes(UTF_8));
        terminal.getOutputStream().flush();
        assertThat(terminal.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(terminal.exitValue()).as("128 + SIGINT").isEqualTo(130);
        assertThat(output().substring(output().lastIndexOf(CLEAR_BELOW)))
                .contains(WRAP, SHOW_CURSOR, FIRST_SCREEN);
        assertThat(output().lastIndexOf(FIRST_SCREEN))
                .isGreaterThan(output().lastIndexOf(OTHER_SCREEN));
    }

    private void send(int images) throws Exception {
        topic.send(
                List.of(
                        MetricSamples.metric(
                                MetricSamples.key("midpoint", "none", 0),
                                MetricSamples.sums(images, 0.9, 0.9, 1),
                                MetricSamples.NOON.plusSeconds(images))));
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("screen"));
    }

    /** The last table that was drawn to its end. */
    private String latestFrame() throws IOException {
        String output = output();
        int end = output.lastIndexOf(CLEAR_BELOW);
        int start = output.lastIndexOf(FIRST_LINE, end);
        return end < 0 ? "" : output.substring(start, end);
    }

    /** Where the lines of a table go. */
    private static List<String> places(String frame) {
        return Arrays.stream(frame.split("(?=\u001b\\[\\d+;1H)"))
                .map(line -> line.substring(0, line.indexOf('H') + 1))
                .toList();
    }
}
