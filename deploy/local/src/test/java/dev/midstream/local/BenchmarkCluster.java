package dev.midstream.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midstream.RobustnessMetric;
import dev.midstream.local.cluster.ClusterSettings;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Ports;
import dev.midstream.local.service.ServiceCatalog;
import dev.midstream.local.service.ServiceProcesses;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Runs the job on a cluster of deploy/local and watches it from outside. */
final class BenchmarkCluster {
    private static final String BROKER = "kafka";
    private static final String SCORED = "midstream_images_total";
    private static final String BATCHES = "midstream_batches_total";
    private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    // Not oftener: five readings a second of all metrics took a sixth of a processor.
    private static final Duration LOOK = Duration.ofSeconds(2);
    // By then publisher and broker are compiled too, which takes an eighth of a processor each.
    private static final Duration PUBLISHER_START = Duration.ofSeconds(30);
    // By then the compilers of the virtual machine have nearly come to rest.
    private static final Duration WARM_UP =
            Duration.ofSeconds(Integer.getInteger("midstream.benchmark.warm-up", 120));
    static final int TEST_IMAGES = 2_000;

    private final Shell shell;
    private final DataDirectory data;
    private final Path work;
    private final Ports ports;
    private int topics;

    BenchmarkCluster(Shell shell, DataDirectory data, Path work) throws IOException {
        this.shell = shell;
        this.data = data;
        this.work = work;
        this.ports = ClusterSettings.read(data.settings()).ports();
    }

    /**
     * What a job did for a while.
     *
     * @param memory resident memory of the TaskManager at the end, as text
     */
    record Run(double imagesPerSecond, double imagesPerBatch, String memory) {}

    /** The address of the broker. */
    String bootstrapServers() {
        return ports.bootstrapServers();
    }

    /** Something done while the cluster stands still. */
    interface Pause {
        void run() throws Exception;
    }

    private record Reading(double images, double batches, long nanos) {
        double rateSince(Reading earlier) {
            return (images - earlier.images) * 1e9 / (nanos - earlier.nanos);
        }

        double imagesPerBatchSince(Reading earlier) {
            return (images - earlier.images) / (batches - earlier.batches);
        }
    }

    /**
     * A job that has been scoring for so long that the virtual machine has compiled it: a job's
     * classes are its own, compiled anew with each submission.
     */
    final class WarmJob implements AutoCloseable {
        private final String id;
        private final String topic;
        private final long waiting;

        private WarmJob(String id, String topic, long waiting) {
            this.id = id;
            this.topic = topic;
            this.waiting = waiting;
        }

        /** The topic that it reads. */
        String topic() {
            return topic;
        }

        /** Watches the job score images that wait for it. */
        Run measure(Duration time) throws Exception {
            Reading first = read();
            awaitEnd(first, time);
            Reading last = read();
            assertThat(last.images()).as("images scored, of those waiting").isLessThan(waiting);
            return new Run(
                    last.rateSince(first),
                    last.imagesPerBatchSince(first),
                    "TaskManager %d MiB".formatted(residentMebibytes()));
        }

        /** Records the TaskManager with Java Flight Recorder. */
        void record(Duration time, Path file) throws Exception {
            diagnose("JFR.start name=benchmark settings=profile");
            awaitEnd(read(), time);
            diagnose("JFR.stop name=benchmark filename=" + file.toAbsolutePath());
        }

        /**
         * Publishes at a steady rate and says how long it took from an image's publication until a
         * metric that counts it could be read. Images of the first half minute do not count.
         */
        String latency(double rate, Duration time) throws Exception {
            try (KafkaConsumer<byte[], byte[]> metrics = consumer("midstream.metrics");
                    KafkaConsumer<byte[], byte[]> images = consumer(topic)) {
                awaitScored(waiting);
                int repeats =
                        (int)
                                Math.ceil(
                                        rate
                                                * time.plus(PUBLISHER_START).toSeconds()
                                                / TEST_IMAGES);
                Process publisher =
                        shell.start(
                                publishCommand(
                                        topic,
                                        "--run-id %s --repeat %d --rate %d"
                                                .formatted(topic, repeats, (int) rate)));
                List<long[]> seen = counts(metrics, topic, (long) TEST_IMAGES * repeats);
                assertThat(publisher.waitFor(1, TimeUnit.MINUTES)).isTrue();
                long[] published = published(images, (int) waiting, TEST_IMAGES * repeats);
                int skipped = (int) (rate * PUBLISHER_START.toSeconds());
                return percentiles(published, skipped, seen, (int) rate);
            }
        }

        @Override
        public void close() throws Exception {
            cancel(id);
        }
    }

    /**
     * Publishes images to score, submits a job and lets it warm up.
     *
     * @param mostImagesPerSecond more than the job scores
     * @param time for which images shall be left after warming up
     */
    WarmJob start(List<Path> models, String options, double mostImagesPerSecond, Duration time)
            throws Exception {
        String topic = "benchmark-" + ++topics;
        double images = mostImagesPerSecond * WARM_UP.plus(time).toSeconds();
        int repeats = (int) Math.ceil(images / TEST_IMAGES);
        long waiting = publish(topic, "--run-id warm-up-%s --repeat %d".formatted(topic, repeats));
        String id = submit(models, topic, options);
        awaitScored(1);
        awaitEnd(read(), WARM_UP);
        return new WarmJob(id, topic, waiting);
    }

    /** Stops all processes of the cluster for a while, which must be shorter than its timeouts. */
    void pause(Pause pause) throws Exception {
        pause(service -> true, pause);
    }

    /** The same of all processes but the broker. */
    void pauseFlink(Pause pause) throws Exception {
        pause(service -> !service.equals(BROKER), pause);
    }

    private void pause(Predicate<String> stopped, Pause pause) throws Exception {
        ServiceProcesses processes = new ServiceProcesses(data);
        List<String> ids = new ArrayList<>();
        for (String service : processes.started().stream().filter(stopped).toList()) {
            ids.add(String.valueOf(processes.running(service).orElseThrow().pid()));
        }
        shell.succeed("kill -STOP " + String.join(" ", ids));
        try {
            pause.run();
        } finally {
            shell.succeed("kill -CONT " + String.join(" ", ids));
        }
    }

    /** Scores the test images, {@code repeats} times, and says what memory is in use meanwhile. */
    List<String> memory(Path model, int repeats) throws Exception {
        String topic = "memory";
        long images = 64 + (long) TEST_IMAGES * repeats;
        publish(topic, "--limit 64");
        String job = submit(List.of(model), topic, "");
        Process publisher = shell.start(publishCommand(topic, "--repeat " + repeats));
        List<String> lines = new ArrayList<>();
        try {
            for (int tenth = 1; tenth <= 10; tenth++) {
                awaitScored(images * tenth / 10);
                diagnose("GC.run");
                Matcher heap = HEAP.matcher(diagnose("GC.heap_info"));
                assertThat(heap.find()).isTrue();
                lines.add(
                        "%,10d images: %d MiB of objects, %d MiB resident"
                                .formatted(
                                        images * tenth / 10,
                                        Long.parseLong(heap.group(1)) / 1024,
                                        residentMebibytes()));
            }
            assertThat(publisher.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return lines;
        } finally {
            cancel(job);
        }
    }

    private static void awaitEnd(Reading start, Duration time) {
        await().atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> System.nanoTime() - start.nanos() >= time.toNanos());
    }

    private void awaitScored(long images) {
        await().atMost(PATIENCE).pollInterval(LOOK).until(() -> scored() >= images);
    }

    private String diagnose(String command) throws Exception {
        return shell.succeed("jcmd " + taskManager() + " " + command);
    }

    private static String percentiles(long[] published, int skipped, List<long[]> seen, int rate) {
        long[] latencies = new long[published.length - skipped];
        int next = 0;
        for (int i = skipped; i < published.length; i++) {
            while (seen.get(next)[1] < i + 1) {
                next++;
            }
            latencies[i - skipped] = seen.get(next)[0] - published[i];
        }
        Arrays.sort(latencies);
        return "publish to metric at %d images/s: p50 %d ms, p99 %d ms, max %d ms"
                .formatted(
                        rate,
                        latencies[latencies.length / 2],
                        latencies[(int) (latencies.length * 0.99)],
                        latencies[latencies.length - 1]);
    }

    /** Moments at which figures could be read, and how many images the runs had by then. */
    private static List<long[]> counts(
            KafkaConsumer<byte[], byte[]> metrics, String runId, long complete) throws Exception {
        Map<String, Long> byRun = new HashMap<>();
        AvroWire<RobustnessMetric> wire = AvroWire.of(RobustnessMetric.class);
        List<long[]> seen = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (seen.isEmpty() || seen.get(seen.size() - 1)[1] < complete) {
            for (ConsumerRecord<byte[], byte[]> record : metrics.poll(Duration.ofMillis(100))) {
                RobustnessMetric metric = wire.decode(record.value());
                String run = metric.getKey().getRunId();
                if ((run.equals(runId) || run.startsWith(runId + "-"))
                        && metric.getKey().getPointId().equals("midpoint")) {
                    byRun.put(run, metric.getSums().getCount());
                    long images = byRun.values().stream().mapToLong(Long::longValue).sum();
                    seen.add(new long[] {System.currentTimeMillis(), images});
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Cannot finish: not all images are counted.");
            }
        }
        return seen;
    }

    /** Moments of publication, in order. */
    private static long[] published(KafkaConsumer<byte[], byte[]> images, int before, int count) {
        long[] moments = new long[before + count];
        int read = 0;
        while (read < moments.length) {
            for (ConsumerRecord<byte[], byte[]> record : images.poll(Duration.ofSeconds(1))) {
                moments[read++] = record.timestamp();
            }
        }
        Arrays.sort(moments);
        return Arrays.copyOfRange(moments, before, moments.length);
    }

    private KafkaConsumer<byte[], byte[]> consumer(String topic) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", ports.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private long publish(String topic, String options) throws Exception {
        String output = shell.succeed(publishCommand(topic, options));
        Matcher acknowledged = Pattern.compile("([0-9,]+) acknowledged").matcher(output);
        assertThat(acknowledged.find()).as(output).isTrue();
        return Long.parseLong(acknowledged.group(1).replace(",", ""));
    }

    private String publishCommand(String topic, String options) {
        // It shares the processors with what is measured: its second compiler would take as much of
        // them in its first half minute as it saves later.
        return "java -XX:TieredStopAtLevel=1 -jar stream-eval/publisher/target/publisher.jar"
                + " publish --create-topic"
                + " --partitions 2 --corruptions none --dataset cifar10 --data %s --images-topic %s"
                        .formatted(work.resolve("images"), topic)
                + " --bootstrap-servers "
                + ports.bootstrapServers()
                + " "
                + options;
    }

    private String submit(List<Path> models, String topic, String options) throws Exception {
        String output =
                shell.succeed(
                        "deploy/local/flink run --detached stream-eval/job/target/stream-eval.jar"
                                + " --bootstrap-servers %s --model %s --images-topic %s --group-id %s "
                                        .formatted(
                                                ports.bootstrapServers(),
                                                models.stream()
                                                        .map(Path::toString)
                                                        .collect(joining(" --model ")),
                                                topic,
                                                topic)
                                + options);
        Matcher job = JOB.matcher(output);
        assertThat(job.find()).as(output).isTrue();
        return job.group(1);
    }

    private void cancel(String job) throws Exception {
        shell.succeed("deploy/local/flink cancel " + job);
        await().atMost(PATIENCE).pollInterval(LOOK).until(() -> scored() == 0);
    }

    /** Images that the running job has scored. */
    private double scored() throws IOException {
        return read().images();
    }

    private Reading read() throws IOException {
        URI address = URI.create(Ports.address(ports.metrics().get(1)) + "/metrics");
        try (var stream = address.toURL().openStream()) {
            String metrics = new String(stream.readAllBytes(), UTF_8);
            return new Reading(sum(metrics, SCORED), sum(metrics, BATCHES), System.nanoTime());
        }
    }

    /** Adds up what the scoring subtasks have counted. */
    private static double sum(String metrics, String counter) {
        Matcher matcher =
                Pattern.compile("_operator_" + counter + "\\{.*} ([0-9.E]+)").matcher(metrics);
        double sum = 0;
        while (matcher.find()) {
            sum += Double.parseDouble(matcher.group(1));
        }
        return sum;
    }

    private long residentMebibytes() throws IOException {
        Path status = Path.of("/proc/" + taskManager() + "/status");
        Matcher matcher = RESIDENT.matcher(Files.readString(status));
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1)) / 1024;
    }

    private long taskManager() throws IOException {
        return new ServiceProcesses(data)
                .running(ServiceCatalog.TASK_MANAGER + 1)
                .orElseThrow()
                .pid();
    }
}
