package dev.midstream.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midstream.RobustnessMetric;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Runs the job on a cluster of deploy/local and watches it from outside. */
final class BenchmarkCluster {
    private static final String SCORED = "midstream_images_total";
    private static final String BATCHES = "midstream_batches_total";
    private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
    private static final String RECORDING = System.getProperty("midstream.benchmark.recording", "");
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    // Not oftener: five readings a second of all metrics took a sixth of a processor.
    private static final Duration LOOK = Duration.ofSeconds(2);
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
        this.ports = LocalSettings.read(data.settings()).ports();
    }

    /**
     * What a run of the job measured.
     *
     * @param memory resident memory of the TaskManager at beginning and end, as text
     */
    record Run(double imagesPerSecond, double imagesPerBatch, String memory) {}

    /**
     * How a job is measured.
     *
     * @param warmUp time to score before: a job's classes are its own, so that the virtual machine
     *     compiles them anew with each submission
     * @param measured time that counts
     * @param mostImagesPerSecond bounds the images that wait for the job
     */
    record Plan(Duration warmUp, Duration measured, double mostImagesPerSecond) {
        /** How often the test images are published to keep a job busy for a time. */
        int repeats(Duration time) {
            return (int) Math.ceil(mostImagesPerSecond * time.toSeconds() / TEST_IMAGES);
        }
    }

    private record Reading(double images, double batches, long nanos) {
        double rateSince(Reading earlier) {
            return (images - earlier.images) * 1e9 / (nanos - earlier.nanos);
        }

        double imagesPerBatchSince(Reading earlier) {
            return (images - earlier.images) / (batches - earlier.batches);
        }
    }

    private record RunningJob(String id, String topic, long waiting) {}

    /** Scores images that wait on a topic when the job starts. */
    Run run(Path model, Plan plan) throws Exception {
        RunningJob job = submitWarm(model, "", plan, plan.measured());
        try {
            long memoryBefore = residentMebibytes();
            Reading first = read();
            awaitEnd(first, plan.measured());
            Reading last = read();
            assertThat(last.images())
                    .as("images scored, of those waiting")
                    .isLessThan(job.waiting());
            return new Run(
                    last.rateSince(first),
                    last.imagesPerBatchSince(first),
                    "TaskManager %d to %d MiB".formatted(memoryBefore, residentMebibytes()));
        } finally {
            cancel(job.id());
        }
    }

    /**
     * Publishes at a steady rate and says how long it took from an image's publication until a
     * metric that counts it could be read.
     */
    String latency(Path model, double rate, String options, Plan plan) throws Exception {
        RunningJob job = submitWarm(model, options, plan, Duration.ZERO);
        try (KafkaConsumer<byte[], byte[]> metrics = consumer("midstream.metrics");
                KafkaConsumer<byte[], byte[]> images = consumer(job.topic())) {
            awaitScored(job.waiting());
            int repeats = (int) Math.ceil(rate * plan.measured().toSeconds() / TEST_IMAGES);
            Process publisher =
                    shell.start(
                            publishCommand(
                                    job.topic(),
                                    "--run-id %s --repeat %d --rate %d"
                                            .formatted(job.topic(), repeats, (int) rate)));
            List<long[]> seen = counts(metrics, job.topic(), (long) TEST_IMAGES * repeats);
            assertThat(publisher.waitFor(1, TimeUnit.MINUTES)).isTrue();
            long[] published = published(images, (int) job.waiting(), TEST_IMAGES * repeats);
            return percentiles(published, seen, (int) rate);
        } finally {
            cancel(job.id());
        }
    }

    /** Runs the job once more and records it, where a file for that is named. */
    Optional<Path> profile(Path model, Plan plan) throws Exception {
        if (RECORDING.isEmpty()) {
            return Optional.empty();
        }
        RunningJob job = submitWarm(model, "", plan, plan.measured());
        try {
            diagnose("JFR.start name=benchmark settings=profile");
            awaitEnd(read(), plan.measured());
            Path file = Path.of(RECORDING).toAbsolutePath();
            diagnose("JFR.stop name=benchmark filename=" + file);
            return Optional.of(file);
        } finally {
            cancel(job.id());
        }
    }

    /** Scores the test images, {@code repeats} times, and says what memory is in use meanwhile. */
    List<String> memory(Path model, int repeats) throws Exception {
        String topic = "memory";
        long images = 64 + (long) TEST_IMAGES * repeats;
        publish(topic, "--limit 64");
        String job = submit(model, topic, "");
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

    /**
     * Publishes what a job can score in the time of warming up and another one, and submits it;
     * returns when it has warmed up.
     */
    private RunningJob submitWarm(Path model, String options, Plan plan, Duration then)
            throws Exception {
        String topic = "benchmark-" + ++topics;
        Duration all = plan.warmUp().plus(then);
        long waiting = publish(topic, "--run-id warm-up --repeat " + plan.repeats(all));
        String job = submit(model, topic, options);
        awaitScored(1);
        awaitEnd(read(), plan.warmUp());
        return new RunningJob(job, topic, waiting);
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

    private static String percentiles(long[] published, List<long[]> seen, int rate) {
        long[] latencies = new long[published.length];
        int next = 0;
        for (int i = 0; i < published.length; i++) {
            while (seen.get(next)[1] < i + 1) {
                next++;
            }
            latencies[i] = seen.get(next)[0] - published[i];
        }
        Arrays.sort(latencies);
        return "publish to metric at %d images/s: p50 %d ms, p99 %d ms, max %d ms"
                .formatted(
                        rate,
                        latencies[latencies.length / 2],
                        latencies[(int) (latencies.length * 0.99)],
                        latencies[latencies.length - 1]);
    }

    /** Moments and the midpoint's count, until it is complete. */
    private static List<long[]> counts(
            KafkaConsumer<byte[], byte[]> metrics, String runId, long complete) throws Exception {
        AvroWire<RobustnessMetric> wire = AvroWire.of(RobustnessMetric.class);
        List<long[]> seen = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (seen.isEmpty() || seen.get(seen.size() - 1)[1] < complete) {
            for (ConsumerRecord<byte[], byte[]> record : metrics.poll(Duration.ofMillis(10))) {
                RobustnessMetric metric = wire.decode(record.value());
                if (metric.getKey().getRunId().equals(runId)
                        && metric.getKey().getPointId().equals("midpoint")) {
                    seen.add(new long[] {System.currentTimeMillis(), metric.getSums().getCount()});
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
        return "java -jar stream-eval/publisher/target/publisher.jar publish --create-topic"
                + " --partitions 2 --corruptions none --dataset cifar10 --data %s --topic %s"
                        .formatted(work.resolve("images"), topic)
                + " --bootstrap-servers "
                + ports.bootstrapServers()
                + " "
                + options;
    }

    private String submit(Path model, String topic, String options) throws Exception {
        String output =
                shell.succeed(
                        "deploy/local/flink run --detached stream-eval/job/target/stream-eval.jar"
                                + " --bootstrap-servers %s --model %s --images-topic %s --group-id %s "
                                        .formatted(ports.bootstrapServers(), model, topic, topic)
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
        return new ServiceProcess(data)
                .running(ServiceCatalog.TASK_MANAGER + 1)
                .orElseThrow()
                .pid();
    }
}
