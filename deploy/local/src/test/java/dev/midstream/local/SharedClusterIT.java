package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.broker.AccessRule;
import dev.midstream.broker.SecuredBroker;
import dev.midstream.embedded.MetricsWatch;
import dev.midstream.local.service.ServiceCatalog;
import dev.midstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that share a cluster of real processes: they leave each other alone, their logs can be read,
 * and what is secret stays secret. All tests share the cluster and follow each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class SharedClusterIT {
    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String JOB_MANAGER = "jobmanager";
    private static final List<String> SERVICES =
            List.of(JOB_MANAGER, ServiceCatalog.TASK_MANAGER + 1);
    private static final List<String> TOPICS = List.of("idle", "busy");
    private static final String SECRET = "never-to-be-seen";
    private static final int IMAGES = 300;

    /** Checkpoints that both jobs complete side by side. */
    private static final int TOGETHER = 20;

    /** Lines that a person can read in a minute; Flink's own were 1,839 in a TaskManager. */
    private static final int READABLE = 30;

    private LiveCluster cluster;
    private final Map<String, String> jobs = new HashMap<>();

    @BeforeAll
    void start(@TempDir Path work) throws Exception {
        cluster = LiveCluster.start(work, IMAGES, Map.of(), "--slots 3 --taskmanager-memory 2560");
    }

    @AfterAll
    void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void twoJobs_defaultSettings_neitherEndsTheOthersTransactions() throws Exception {
        for (String topic : TOPICS) {
            cluster.shell()
                    .succeed(
                            cluster.publish(
                                    topic,
                                    "--corruptions none --run-id %s --runs-topic %s-runs"
                                            .formatted(topic, topic)));
            jobs.put(topic, cluster.submit(topic, "--checkpoint-interval 1s"));
        }
        try (MetricsWatch watch = new MetricsWatch(cluster.bootstrapServers(), Topics.METRICS)) {
            for (String topic : TOPICS) {
                watch.await(
                        metrics ->
                                metrics.stream()
                                        .filter(m -> m.getKey().getRunId().equals(topic))
                                        .anyMatch(m -> m.getSums().getCount() == IMAGES),
                        PATIENCE);
            }
        }
        for (String job : jobs.values()) {
            await().atMost(PATIENCE).until(() -> cluster.checkpoints(job) >= TOGETHER);
            assertThat(cluster.failures(job)).isEmpty();
        }
    }

    @Test
    @Order(2)
    void logs_anIdleAndABusyTopicAndCheckpointsEverySecond_canBeRead() throws Exception {
        Process publisher =
                cluster.shell()
                        .start(
                                cluster.publish(
                                        "busy",
                                        "--rate 50 --severities 1 --run-id later > /dev/null"));
        try {
            awaitLineOfEachJob(cluster.log(JOB_MANAGER).size());
            Map<String, Long> start = new HashMap<>();
            for (String service : SERVICES) {
                start.put(service, cluster.log(service).size());
            }
            Map<String, Long> rocksDb = rocksDbLogs();
            List<ServiceLog.Entry> minute = awaitLineOfEachJob(start.get(JOB_MANAGER));

            assertThat(minute).hasSameSizeAs(TOPICS);
            assertThat(minute)
                    .extracting(ServiceLog.Entry::message)
                    .anyMatch(line -> line.matches("stream-eval [0-9a-f]{8}: no images in .*"))
                    .anyMatch(
                            line ->
                                    line.matches(
                                            "stream-eval [0-9a-f]{8}: [0-9,]+ images in .*;"
                                                    + " 1 model \\(model\\); no dead letters"));
            for (String service : SERVICES) {
                Map<String, Integer> lines = cluster.log(service).linesSince(start.get(service));
                assertThat(lines.values().stream().mapToInt(Integer::intValue).sum())
                        .as("lines of %s in a minute, of %s", service, lines)
                        .isLessThanOrEqualTo(READABLE);
            }
            assertThat(rocksDbLogs()).isEqualTo(rocksDb);
        } finally {
            publisher.destroy();
        }
        for (String job : jobs.values()) {
            assertThat(cluster.failures(job)).isEmpty();
        }
    }

    @Test
    @Order(3)
    void logsOfRocksDb_cancelledJobs_areGone() throws Exception {
        assertThat(rocksDbLogs()).isNotEmpty();
        for (String job : jobs.values()) {
            cluster.shell().succeed("deploy/local/flink cancel " + job);
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rocksDbLogs()).isEmpty());
    }

    /** RocksDB's own logs, one for each operator with state, and their sizes. */
    private Map<String, Long> rocksDbLogs() throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        for (String file : logFolder()) {
            if (file.endsWith("LOG")) {
                sizes.put(file, Files.size(Path.of(file)));
            }
        }
        return sizes;
    }

    private List<String> logFolder() throws IOException {
        try (Stream<Path> files = Files.list(cluster.data().logs())) {
            return files.map(Path::toString).toList();
        }
    }

    /** Waits for lines of the jobs about their last minute, which come once a minute. */
    private List<ServiceLog.Entry> awaitLineOfEachJob(long position) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                cluster.log(JOB_MANAGER).since(position).stream()
                                        .filter(entry -> entry.logger().endsWith("ProgressLog"))
                                        .toList(),
                        lines -> lines.size() >= TOPICS.size());
    }

    @Test
    @Order(4)
    void kafkaConfig_itsSecrets_areInNoLogAndOnNoPage(@TempDir Path directory) throws Exception {
        List<AccessRule> rules = AccessRule.read(ROOT.resolve("docs/operations.md"));
        try (SecuredBroker secured = SecuredBroker.start(directory.resolve("secured"))) {
            secured.broker().createTopic(Topics.IMAGES, 1, Map.of());
            Path client = secured.addUser("job", SECRET + "-of-the-user", rules);
            Files.writeString(
                    client,
                    "ssl.key.password=%s-of-the-key\nbasic.auth.user.info=job:%s-of-the-registry\n"
                            .formatted(SECRET, SECRET),
                    StandardOpenOption.APPEND);
            String job =
                    cluster.submitTo(
                            secured.bootstrapServers(),
                            Topics.IMAGES,
                            "--checkpoint-interval 1s --kafka-config " + client);
            revokeAll(secured);
            await().atMost(PATIENCE).until(() -> !cluster.failures(job).isEmpty());

            String pages = pages(job);
            assertThat(pages).contains("AuthorizationException").doesNotContain(SECRET);
            String logs = "";
            for (String file : logFolder()) {
                logs += Files.readString(Path.of(file));
            }
            // Kafka's clients say what they are configured with.
            assertThat(logs).contains("ssl.key.password = [hidden]").doesNotContain(SECRET);
        }
    }

    private static void revokeAll(SecuredBroker secured) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", secured.broker().bootstrapServers()))) {
            admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        }
    }

    /** What Flink's REST interface, and with it its page, tells of a job and of its processes. */
    private String pages(String job) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String page :
                List.of(
                        "",
                        "/config",
                        "/plan",
                        "/exceptions",
                        "/accumulators",
                        "/checkpoints",
                        "/checkpoints/config",
                        "/jobmanager/config",
                        "/jobmanager/environment")) {
            JsonNode answer = cluster.rest("/jobs/" + job + page);
            assertThat(answer.has("errors")).as("errors of page %s", page).isFalse();
            all.append(answer);
        }
        for (JsonNode vertex : cluster.rest("/jobs/" + job).path("vertices")) {
            all.append(cluster.rest("/jobs/" + job + "/vertices/" + vertex.path("id").asText()));
        }
        for (String page : List.of("/jobmanager/config", "/jobmanager/environment", "/jars")) {
            all.append(cluster.rest(page));
        }
        return all.toString();
    }
}
