package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.MetricSums;
import dev.midstream.RobustnessMetric;
import dev.midstream.embedded.MetricsWatch;
import dev.midstream.embedded.PatternImages;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.local.cluster.ClusterSettings;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.LocalException;
import dev.midstream.local.cluster.Ports;
import dev.midstream.local.service.HttpProbe;
import dev.midstream.local.service.ServiceProcesses;
import dev.midstream.schemas.Topics;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The walk-through of docs/operations.md, command by command, with real processes; and what may
 * happen to them on the way: a TaskManager is killed, a job goes on from its savepoint on more
 * subtasks. All tests share one cluster and follow each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class WalkthroughIT {
    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));
    private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Pattern SAVEPOINT = Pattern.compile("Path: (file:\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int IMAGES = 300;

    /** Three points and their ensemble, under two corruptions at five severities and clean. */
    private static final int FIGURES = 4 * 11;

    private final HttpProbe http = new HttpProbe();
    private DocumentedCommands documented;
    private Path work;
    private Shell shell;
    private ClusterSettings settings;
    private List<RobustnessMetric> offline;
    private String job;
    private int publications;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        work = directory;
        documented =
                DocumentedCommands.ofSection(
                        ROOT.resolve("docs/operations.md"), "A cluster on one machine");
        shell = new Shell(ROOT, Map.of("MIDSTREAM_LOCAL_DATA", work.resolve("local").toString()));
        PatternImages.write(Files.createDirectory(work.resolve("images")), 600, IMAGES);
        shell.succeed(
                documented.command("deploy/local/up", "")
                        + " --free-ports --taskmanagers 2 --slots 2"
                        + " -D heartbeat.interval=1s -D heartbeat.timeout=15s");
        settings = ClusterSettings.read(data().settings());
    }

    @AfterAll
    void stop() throws Exception {
        List<ProcessHandle> processes = processes();
        shell.succeed("deploy/local/down --purge");
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(data().root()).doesNotExist();
    }

    @Test
    @Order(1)
    void walkthrough_taskManagerKilledInTheMiddle_sumsEqualTheOfflineOnes() throws Exception {
        train();
        offline = evaluate();
        shell.succeed(publish());
        job = found(JOB, shell.succeed(filled(run("--detached stream-eval")) + " " + jobOptions()));
        try (MetricsWatch watch =
                new MetricsWatch(settings.ports().bootstrapServers(), Topics.METRICS)) {
            SameSums.assertEqual(figures(watch, 1), offline, 1);
            // Once more, slowly: so that there is a middle.
            Process publisher = shell.start(publish() + " --rate 200");
            watch.await(
                    metrics -> metrics.stream().anyMatch(m -> m.getSums().getCount() > IMAGES),
                    PATIENCE);
            kill("taskmanager-1");
            assertThat(publisher.isAlive()).as("images still to come").isTrue();
            await().atMost(PATIENCE).until(() -> failures(job) > 0);
            assertThat(shell.run("deploy/local/status").exitCode()).isEqualTo(1);
            assertThat(shell.succeed("deploy/local/up")).contains("Starting Flink TaskManager 1\n");
            assertThat(publisher.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(publisher.exitValue()).isZero();
            SameSums.assertEqual(figures(watch, 2), offline, 2);
        }
    }

    @Test
    @Order(2)
    void dashboard_runningJob_tellsItsCheckpointStateAndLag() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            JsonNode told = dashboardStatus();
                            JsonNode running = told.at("/job/flink/jobs/0");
                            assertThat(running.path("id").asText()).isEqualTo(job);
                            assertThat(running.path("state").asText()).isEqualTo("RUNNING");
                            assertThat(running.at("/checkpoints/completed").asLong()).isPositive();
                            assertThat(age(told, running.at("/checkpoints/at")))
                                    .isBetween(Duration.ZERO, Duration.ofSeconds(30));
                            assertThat(told.at("/job/lag/lag").asText()).isEqualTo("0");
                        });
    }

    private JsonNode dashboardStatus() throws Exception {
        return http.json(Ports.address(settings.ports().dashboard()) + "/api/v1/status");
    }

    private static Duration age(JsonNode status, JsonNode moment) {
        return Duration.between(
                Instant.parse(moment.asText()), Instant.parse(status.path("now").asText()));
    }

    @Test
    @Order(3)
    void prometheus_runningJob_everyPanelHasDataAndFiguresAreTheJobs() throws Exception {
        if (settings.prometheus().isEmpty()) {
            assertThat(System.getenv("CI")).as("Prometheus where CI=true").isNotEqualTo("true");
            System.out.println("Skipped: Prometheus is not installed.");
            Assumptions.abort("Prometheus is not installed");
        }
        PrometheusApi prometheus =
                new PrometheusApi(Ports.address(settings.ports().prometheus()), http);
        String midpoint =
                ",point=\"midpoint\",corruption=\"snow\",severity=\"3\",label=\"observed\"}";
        await().atMost(PATIENCE)
                .until(
                        () ->
                                prometheus.value("midstream:figure{figure=\"images\"" + midpoint)
                                        == 2 * IMAGES);
        MetricSums sums = sumsOf("midpoint", "snow", 3);
        // Rules are evaluated one after the other: this one may be of the scrape before.
        double accuracy = (double) sums.getCorrect() / sums.getCount();
        await().atMost(PATIENCE)
                .until(
                        () ->
                                prometheus.value("midstream:figure{figure=\"accuracy\"" + midpoint)
                                        == accuracy);
        assertThat(prometheus.value("sum(up{job=\"flink\"})")).isEqualTo(3);
        Map<String, String> queries = GrafanaDashboards.queries(ROOT);
        assertThat(queries).hasSizeGreaterThan(25);
        for (Map.Entry<String, String> query : queries.entrySet()) {
            await(query.getKey())
                    .atMost(PATIENCE)
                    .until(() -> !prometheus.query(query.getValue()).isEmpty());
        }
        assertThat(prometheus.rules().findValuesAsText("health"))
                .hasSizeGreaterThan(10)
                .containsOnly("ok");
    }

    private MetricSums sumsOf(String point, String corruption, int severity) {
        return offline.stream()
                .filter(metric -> metric.getKey().getPointId().equals(point))
                .filter(metric -> metric.getKey().getCorruption().equals(corruption))
                .filter(metric -> metric.getKey().getSeverity() == severity)
                .map(RobustnessMetric::getSums)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(4)
    void stop_resumedOnFourSubtasks_sumsGoOn() throws Exception {
        String savepoint =
                found(
                        SAVEPOINT,
                        shell.succeed(
                                documented
                                        .command("deploy/local/flink stop", "")
                                        .replace(" savepoints ", " " + data().savepoints() + " ")
                                        .replace("JOB", job)));
        shell.succeed(publish());
        String resumed =
                found(
                        JOB,
                        shell.succeed(
                                filled(run("--fromSavepoint")).replace("SAVEPOINT", savepoint)
                                        + " "
                                        + jobOptions()));
        try (MetricsWatch watch =
                new MetricsWatch(settings.ports().bootstrapServers(), Topics.METRICS)) {
            SameSums.assertEqual(figures(watch, 3), offline, 3);
        }
        shell.succeed("deploy/local/flink cancel " + resumed);
    }

    /** Of the same run each time, so that its sums grow, which a known run would refuse. */
    private String publish() {
        publications++;
        return filled(documented.command("java -jar stream-eval/publisher", "publish"))
                + " --run-id walkthrough --runs-topic walkthrough-runs-"
                + publications;
    }

    private DataDirectory data() {
        return new DataDirectory(work.resolve("local"));
    }

    private List<ProcessHandle> processes() throws LocalException {
        ServiceProcesses processes = new ServiceProcesses(data());
        return processes.started().stream()
                .flatMap(name -> processes.running(name).stream())
                .toList();
    }

    private String run(String part) {
        return documented.command("deploy/local/flink run", part);
    }

    /** Quick enough for a test, and few points. */
    /** The same images are sent again and again, and are to count each time. */
    private static String jobOptions() {
        return "--points midpoint,endpoint-0,sample-0 --checkpoint-interval 1s --emit-interval"
                + " 500ms --remembered-images 0";
    }

    /** A command of docs/operations.md with this test's paths and addresses. */
    private String filled(String command) {
        return command.replace("DIR", work.resolve("images").toString())
                .replace("models/line", work.resolve("model").toString())
                .replace("127.0.0.1:9092", settings.ports().bootstrapServers());
    }

    private void train() throws Exception {
        shell.succeed(
                filled(documented.command("java -jar trainer", "train"))
                        + " --network cresnet8-w8 --epochs 1 --warmup-epochs 0 --batch-size 32"
                        + " --bn-images 320 --samples 1");
    }

    private List<RobustnessMetric> evaluate() throws Exception {
        Path json = work.resolve("offline.json");
        shell.succeed(
                filled(
                                "java -jar trainer/target/trainer.jar evaluate --dataset cifar10"
                                        + " --data DIR --model models/line")
                        + " --points midpoint,endpoint-0,sample-0 --corruptions snow,contrast"
                        + " --severities 1-5 --run-id walkthrough --json "
                        + json);
        try (InputStream stream = Files.newInputStream(json)) {
            List<RobustnessMetric> metrics = RobustnessMetrics.readJson(stream);
            assertThat(metrics).hasSize(FIGURES);
            return metrics;
        }
    }

    private void kill(String service) {
        assertThat(new ServiceProcesses(data()).running(service).orElseThrow().destroyForcibly())
                .isTrue();
    }

    private int failures(String jobId) throws Exception {
        JsonNode exceptions =
                http.json(
                        Ports.address(settings.ports().rest()) + "/jobs/" + jobId + "/exceptions");
        return exceptions.path("exceptionHistory").path("entries").size();
    }

    private static List<RobustnessMetric> figures(MetricsWatch watch, int times) {
        return watch.await(
                metrics ->
                        metrics.size() == FIGURES
                                && metrics.stream()
                                        .allMatch(m -> m.getSums().getCount() >= times * IMAGES),
                PATIENCE);
    }

    private static String found(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return matcher.group(1);
    }
}
