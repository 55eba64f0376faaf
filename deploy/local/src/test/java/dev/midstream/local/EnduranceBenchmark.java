package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midstream.local.service.ServiceCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets one job read a busy topic and another an idle one for a long time, and looks at what grows;
 * deploy/benchmarks/endurance runs it.
 */
class EnduranceBenchmark {
    private static final int MINUTES = Integer.getInteger("midstream.benchmark.minutes", 60);
    private static final int RATE = Integer.getInteger("midstream.benchmark.rate", 50);
    private static final int CONDITIONS = 1 + 19 * 5;

    /** By then all classes are loaded, and each condition has been seen. */
    private static final int WARM_UP_MINUTES = 4;

    private static final List<String> SERVICES =
            List.of("jobmanager", ServiceCatalog.TASK_MANAGER + 1, "kafka");

    private final Map<String, Trend> trends = new LinkedHashMap<>();
    private final Map<String, Long> logged = new LinkedHashMap<>();

    @TempDir private Path work;

    @Test
    void endurance() throws Exception {
        int seconds = (MINUTES + WARM_UP_MINUTES + 2) * 60;
        int images = RATE * seconds / CONDITIONS + 1;
        try (LiveCluster cluster =
                LiveCluster.start(
                        work,
                        images,
                        Map.of("JAVA_TOOL_OPTIONS", JvmProbe.TRACKING),
                        "--slots 2 --taskmanager-memory 2560")) {
            cluster.shell().succeed(cluster.publish("idle", "--limit 50 --corruptions none"));
            Process publisher =
                    cluster.shell()
                            .start(
                                    cluster.publish(
                                            "busy",
                                            "--rate "
                                                    + RATE
                                                    + " > "
                                                    + work.resolve("publisher.log")));
            try {
                run(cluster);
            } finally {
                publisher.destroy();
                print("%s", Trend.head());
                trends.values().forEach(trend -> print("%s", trend.row()));
            }
        }
        assertThat(trends.values()).allMatch(Trend::isWithinBound);
    }

    private void run(LiveCluster cluster) throws Exception {
        List<String> jobs = new ArrayList<>();
        for (String topic : List.of("idle", "busy")) {
            jobs.add(cluster.submit(topic, "--checkpoint-interval 1s"));
        }
        pass(Duration.ofMinutes(WARM_UP_MINUTES));
        for (String service : SERVICES) {
            logged.put(service, cluster.log(service).size());
        }
        for (int minute = 1; minute <= MINUTES; minute++) {
            pass(Duration.ofMinutes(1));
            sample(cluster);
            print("Minute %d of %d", minute, MINUTES);
        }
        for (String job : jobs) {
            assertThat(cluster.failures(job)).as("failures of job %s", job).isEmpty();
        }
    }

    private static void pass(Duration time) {
        long start = System.nanoTime();
        await().atMost(time.multipliedBy(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> System.nanoTime() - start >= time.toNanos());
    }

    private void sample(LiveCluster cluster) throws Exception {
        for (String service : SERVICES) {
            JvmProbe.Sample sample =
                    new JvmProbe(cluster.shell(), cluster.process(service).pid()).sample();
            add(service + ", threads", 5, sample.threads());
            add(service + ", class loaders", 5, sample.loaders());
            add(service + ", classes", 300, sample.classes());
            add(service + ", reachable objects, MiB", 32, sample.heap());
            add(service + ", native memory of the JVM, MiB", 32, sample.committed());
            add(service + ", resident, MiB", 64, sample.resident());
            long size = cluster.log(service).size();
            int lines =
                    cluster.log(service).linesSince(logged.get(service)).values().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
            add(service + ", lines of log in a minute", 20, lines);
            add(service + ", size of its log, KiB", 2_000, size / 1024.0);
            logged.put(service, size);
        }
        add("log folder, files", 0, filesOf(cluster));
        transactions(cluster);
    }

    private static double filesOf(LiveCluster cluster) throws Exception {
        try (var files = java.nio.file.Files.list(cluster.data().logs())) {
            return files.count();
        }
    }

    private void transactions(LiveCluster cluster) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", cluster.bootstrapServers());
        try (Admin admin = Admin.create(properties)) {
            List<TransactionListing> all = List.copyOf(admin.listTransactions().all().get());
            add("transactional ids that the broker knows", 5, all.size());
        }
    }

    private void add(String name, double bound, double value) {
        trends.merge(
                name,
                new Trend(name, bound, List.of(value)),
                (before, first) -> before.with(value));
    }

    private static void print(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
