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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Runs the job on a cluster of deploy/local and watches it from outside. */
final class BenchmarkCluster {
    private static final Pattern SCORED =
            Pattern.compile("_operator_midstream_images_total\\{.*} ([0-9.E]+)");
    private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LATENCY_SECONDS = 20;

    private final Shell shell;
    private final DataDirectory data;
    private final Path work;
    private final Ports ports;

    BenchmarkCluster(Shell shell, DataDirectory data, Path work) throws IOException {
        this.shell = shell;
        this.data = data;
        this.work = work;
        this.ports = LocalSettings.read(data.settings()).ports();
    }

    /**
     * What a run of the job measured.
     *
     * @param imagesPerSecond between the first tenth of the images and the last one
     * @param memory resident memory of the TaskManager at both moments, as text
     */
    record Run(double imagesPerSecond, String memory) {}

    /** Scores the test images, {@code repeats} times, that wait on a topic when the job starts. */
    Run run(Path model, int repeats, int batch, String topic) throws Exception {
        long images = publish(topic, "--repeat " + repeats);
        String job = submit(model, topic, "--batch-size " + batch);
        try {
            await().atMost(PATIENCE).pollInterval(LOOK).until(() -> scored() > images / 10);
            long start = System.nanoTime();
            double first = scored();
            long memoryBefore = residentMebibytes();
            await().atMost(PATIENCE).pollInterval(LOOK).until(() -> scored() >= images);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Run(
                    (images - first) / seconds,
                    "TaskManager %d to %d MiB".formatted(memoryBefore, residentMebibytes()));
        } finally {
            cancel(job);
        }
    }

    /**
     * Publishes at a steady rate and prints how long it took from an image's publication until a
     * metric that counts it could be read.
     */
    String latency(Path model, double rate) throws Exception {
        String topic = "latency";
        publish(topic, "--limit 64 --run-id warm-up");
        String job = submit(model, topic, "--emit-interval 500ms --delivery at-least-once");
        try (KafkaConsumer<byte[], byte[]> metrics = consumer("midstream.metrics");
                KafkaConsumer<byte[], byte[]> images = consumer(topic)) {
            await().atMost(PATIENCE).pollInterval(LOOK).until(() -> scored() >= 64);
            int repeats = (int) Math.ceil(rate * LATENCY_SECONDS / 2_000);
            Process publisher =
                    shell.start(
                            publishCommand(
                                    topic,
                                    "--run-id latency --repeat %d --rate %d"
                                            .formatted(repeats, (int) rate)));
            List<long[]> seen = counts(metrics, 2_000L * repeats);
            assertThat(publisher.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return percentiles(published(images, 2_000 * repeats), seen, (int) rate);
        } finally {
            cancel(job);
        }
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
    private static List<long[]> counts(KafkaConsumer<byte[], byte[]> metrics, long complete)
            throws Exception {
        AvroWire<RobustnessMetric> wire = AvroWire.of(RobustnessMetric.class);
        List<long[]> seen = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (seen.isEmpty() || seen.get(seen.size() - 1)[1] < complete) {
            for (ConsumerRecord<byte[], byte[]> record : metrics.poll(Duration.ofMillis(10))) {
                RobustnessMetric metric = wire.decode(record.value());
                if (metric.getKey().getRunId().equals("latency")
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
    private static long[] published(KafkaConsumer<byte[], byte[]> images, int count) {
        long[] moments = new long[count + 64];
        int read = 0;
        while (read < moments.length) {
            for (ConsumerRecord<byte[], byte[]> record : images.poll(Duration.ofSeconds(1))) {
                moments[read++] = record.timestamp();
            }
        }
        Arrays.sort(moments);
        return Arrays.copyOfRange(moments, 64, moments.length);
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
    private double scored() throws Exception {
        URI metrics = URI.create(Ports.address(ports.metrics().get(1)) + "/metrics");
        double sum = 0;
        try (var stream = metrics.toURL().openStream()) {
            Matcher matcher = SCORED.matcher(new String(stream.readAllBytes(), UTF_8));
            while (matcher.find()) {
                sum += Double.parseDouble(matcher.group(1));
            }
        }
        return sum;
    }

    private long residentMebibytes() throws IOException {
        long pid =
                new ServiceProcess(data)
                        .running(ServiceCatalog.TASK_MANAGER + 1)
                        .orElseThrow()
                        .pid();
        Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1)) / 1024;
    }
}
