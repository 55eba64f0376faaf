package dev.midstream.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.ContainerConfig;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.embedded.MetricsWatch;
import dev.midstream.embedded.PatternImages;
import dev.midstream.embedded.SameFigures;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.metrics.PointSums;
import dev.midstream.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/**
 * The whole path through the images: trainer, publisher, broker, job and dashboard, each in a
 * container, on a Kafka with TLS, passwords and authorisation; and what may happen to them on the
 * way. The same run is published again for every test, and its sums are a multiple of the offline
 * evaluation's to the last count: nothing is lost and nothing is counted twice. All tests share one
 * cluster and follow each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ContainersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration FAULT = Duration.ofSeconds(8);
    private static final int IMAGES = 200;

    /** Three points and their ensemble, under two corruptions at two severities and clean. */
    private static final int FIGURES = 4 * 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path work;
    private Path data;
    private Path model;
    private ContainerCluster cluster;
    private Map<MetricKey, PointSums> offline;
    private int publications;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        DockerEngine.require();
        Images.require();
        work = directory.toRealPath();
        // The users of the images are others than this process's.
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));
        data = Files.createDirectory(work.resolve("data"));
        PatternImages.write(data, 600, IMAGES);
        model = work.resolve("model");
        try (Network network = Network.newNetwork()) {
            OneShot.run(Images.TRAINER, network, work, train());
            OneShot.run(Images.TRAINER, network, work, evaluate());
        }
        try (InputStream json = Files.newInputStream(work.resolve("offline.json"))) {
            offline = SameFigures.sums(RobustnessMetrics.readJson(json));
        }
        assertThat(offline).hasSize(FIGURES);
        cluster = new ContainerCluster(work, model);
        cluster.start();
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void wholePath_figuresAreTheOfflineOnes_andThePageHasThem() throws Exception {
        cluster.publish(publish());
        try (MetricsWatch watch = watch()) {
            assertSums(watch);
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                json(page(ContainerCluster.TOKEN).body())
                                                        .path("total")
                                                        .asInt())
                                        .isEqualTo(FIGURES));
        assertThat(page("another-token-than-that").statusCode()).isEqualTo(401);
    }

    @Test
    @Order(2)
    void broker_pausedWhileImagesCome_sumsAreTheOfflineOnes() throws Exception {
        disturb(cluster.broker()::pause, cluster.broker()::unpause);
    }

    @Test
    @Order(3)
    void network_cutBetweenTaskManagerAndBroker_sumsAreTheOfflineOnes() throws Exception {
        disturb(cluster::cutTaskManager, cluster::healTaskManager);
    }

    @Test
    @Order(4)
    void broker_killedAndRestarted_sumsAreTheOfflineOnes() throws Exception {
        disturb(cluster.broker()::kill, cluster.broker()::restart);
    }

    @Test
    @Order(5)
    void jobManager_killedAndRestarted_continuesFromItsLastCheckpoint() throws Exception {
        disturb(cluster::killJobManager, cluster::restartJobManager);
        assertThat(cluster.jobManagerLog()).contains("Continuing from /opt/midstream/state");
    }

    @Test
    @Order(6)
    void wholePath_afterAllFaults_sumsAreTheOfflineOnes() throws Exception {
        cluster.publish(publish());
        try (MetricsWatch watch = watch()) {
            assertSums(watch);
        }
    }

    @Test
    @Order(7)
    void passwords_areInNoLogAndOnNoPageOfFlink() throws Exception {
        assertThat(cluster.logs())
                .hasSize(4)
                .allSatisfy(
                        log ->
                                assertThat(log)
                                        .isNotBlank()
                                        .doesNotContain(ContainerCluster.SECRET));
        JsonNode job = json(flink("/jobs/overview")).path("jobs").path(0);
        assertThat(job.path("state").asText()).isEqualTo("RUNNING");
        String pages = "/jobs/" + job.path("jid").asText();
        for (String page :
                List.of(
                        "/jobmanager/config",
                        "/jobmanager/environment",
                        pages,
                        pages + "/config",
                        pages + "/plan",
                        pages + "/checkpoints/config")) {
            assertThat(flink(page)).as(page).doesNotContain(ContainerCluster.SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "KAFKA")
    void image_hasAUserOfItsOwnAndSaysWhatItIs(Images image) {
        ContainerConfig config = image.inspect().getConfig();
        assertThat(config.getUser()).matches("[1-9][0-9]+:[1-9][0-9]+");
        assertThat(config.getLabels())
                .containsEntry("org.opencontainers.image.licenses", "Apache-2.0")
                .containsEntry("org.opencontainers.image.version", "0.1.0")
                .containsKeys(
                        "org.opencontainers.image.title",
                        "org.opencontainers.image.description",
                        "org.opencontainers.image.revision",
                        "org.opencontainers.image.base.name");
    }

    /**
     * Publishes slowly, and lets something happen in the middle that ends after some seconds. A
     * publisher that gives up is resumed, as its message says.
     */
    private void disturb(Runnable fault, Runnable end) throws Exception {
        String publish = publish();
        try (MetricsWatch watch = watch();
                GenericContainer<?> publisher = cluster.publisher(publish + " --rate 60")) {
            publisher.start();
            watch.await(
                    metrics -> metrics.stream().anyMatch(m -> isOf(m.getKey(), publications)),
                    PATIENCE);
            assertThat(publisher.isRunning()).as("images still to come").isTrue();
            fault.run();
            long since = System.nanoTime();
            await().atMost(FAULT.multipliedBy(2))
                    .until(() -> System.nanoTime() - since > FAULT.toNanos());
            end.run();
            await().atMost(PATIENCE).until(() -> !publisher.isRunning());
            if (publisher.getCurrentContainerInfo().getState().getExitCodeLong() != 0) {
                assertThat(publisher.getLogs()).contains("--resume");
                cluster.broker().await();
                cluster.publish(publish + " --resume");
            }
            assertSums(watch);
        }
    }

    private MetricsWatch watch() {
        return new MetricsWatch(cluster.broker().bootstrapServers(), Topics.METRICS);
    }

    /** The sums of all runs so far are those of the offline evaluation. */
    private void assertSums(MetricsWatch watch) {
        Map<MetricKey, PointSums> expected = new HashMap<>();
        for (int run = 1; run <= publications; run++) {
            for (Map.Entry<MetricKey, PointSums> figure : offline.entrySet()) {
                MetricKey key = MetricKey.newBuilder(figure.getKey()).setRunId(runId(run)).build();
                expected.put(key, figure.getValue());
            }
        }
        List<RobustnessMetric> metrics =
                watch.await(
                        found ->
                                found.size() == expected.size()
                                        && found.stream()
                                                .allMatch(m -> m.getSums().getCount() >= IMAGES),
                        PATIENCE);
        SameFigures.assertSame(SameFigures.sums(metrics), expected);
    }

    private static boolean isOf(MetricKey key, int run) {
        return key.getRunId().equals(runId(run));
    }

    private static String runId(int run) {
        return "containers-" + run;
    }

    private HttpResponse<String> page(String token) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create(cluster.dashboardAddress() + "/api/v1/metrics?limit=1"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    private String flink(String path) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(URI.create(cluster.flinkAddress() + path)).build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private String train() {
        return ("train --dataset cifar10 --data %s --out %s --subspace line --network cresnet8-w8"
                        + " --epochs 1 --warmup-epochs 0 --batch-size 32 --bn-images 320 --samples"
                        + " 1")
                .formatted(data, model);
    }

    private String evaluate() {
        return ("evaluate --dataset cifar10 --data %s --model %s --points"
                        + " midpoint,endpoint-0,sample-0 --corruptions snow,contrast --severities"
                        + " 2,4 --run-id containers --json %s")
                .formatted(data, model, work.resolve("offline.json"));
    }

    /** The command that publishes one more run. */
    private String publish() {
        publications++;
        return ("publish --dataset cifar10 --data %s --corruptions"
                        + " snow,contrast --severities 2,4 --run-id %s")
                .formatted(data, runId(publications));
    }
}
