package dev.midstream.dashboard.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.schemas.Topics;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobMonitorTest {
    private static final Clock CLOCK = Clock.fixed(MetricSamples.NOON, ZoneOffset.UTC);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.IMAGES, 0);

    /** Of a running job, as Flink 2.2 answers; fields that are not read are left out. */
    private static final String JOBS =
            """
            {"jobs":[{"jid":"a1","name":"old","state":"CANCELED","start-time":1000},
            {"jid":"b2","name":"stream-eval","state":"RUNNING","start-time":2000}]}
            """;

    private static final String JOB =
            """
            {"jid":"b2","vertices":[{"id":"v1","name":"Source: Images -> Intake"},
            {"id":"v2","name":"Label join -> Local sums of joined"}]}
            """;

    private static final String LABELS =
            """
            [{"id":"Label_join.midstream_images_matched_with_label_total","sum":12.0},
            {"id":"Label_join.midstream_images_waiting_for_label","sum":3.0},
            {"id":"Label_join.midstream_images_without_label_total","sum":2.0},
            {"id":"Label_join.midstream_images_not_waiting_total","sum":1.0},
            {"id":"Label_join.midstream_labels_without_image_total","sum":4.0}]
            """;

    private static final String CHECKPOINTS =
            """
            {"counts":{"restored":0,"total":8,"in_progress":0,"completed":7,"failed":1},
            "latest":{"completed":{"id":7,"status":"COMPLETED","latest_ack_timestamp":5000,
            "end_to_end_duration":42},"savepoint":null,"failed":null,"restored":null}}
            """;

    @Test
    void look_groupThatCommits_knowsItsLag(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                GroupLag lag =
                        new GroupLag(
                                broker.bootstrapServers(), "stream-eval", Topics.IMAGES, CLOCK)) {
            assertThat(lag.look().problem()).startsWith("Kafka does not tell: ");
            broker.createTopic(Topics.IMAGES, 2, Map.of());
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(
                            Map.of(
                                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                    broker.bootstrapServers()),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())) {
                for (int i = 0; i < 10; i++) {
                    producer.send(new ProducerRecord<>(Topics.IMAGES, i % 2, null, new byte[1]))
                            .get();
                }
            }
            LagView before = lag.look();
            assertThat(before.lag()).isNull();
            assertThat(before.problem()).isEqualTo("the group has committed nothing yet");
            commit(broker, 2);
            assertThat(lag.look())
                    .isEqualTo(new LagView("stream-eval", Topics.IMAGES, 2, 10, 8L, null, null));
            commit(broker, 5);
            assertThat(lag.look())
                    .isEqualTo(
                            new LagView(
                                    "stream-eval",
                                    Topics.IMAGES,
                                    5,
                                    10,
                                    5L,
                                    MetricSamples.NOON,
                                    null));
        }
    }

    private static void commit(EmbeddedBroker broker, long offset) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                broker.bootstrapServers(),
                                ConsumerConfig.GROUP_ID_CONFIG,
                                "stream-eval"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(offset)));
        }
    }

    @Test
    void look_runningJob_knowsItsCheckpointsAndLateLabels() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, "/jobs/overview", JOBS);
        answer(server, "/jobs/a1/checkpoints", "{}");
        answer(server, "/jobs/b2", JOB);
        answer(server, "/jobs/b2/vertices/v2/subtasks/metrics", LABELS);
        answer(server, "/jobs/b2/checkpoints", CHECKPOINTS);
        server.start();
        try {
            FlinkView view =
                    new FlinkRest(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                            .look();
            assertThat(view.problem()).isNull();
            assertThat(view.jobs()).extracting(FlinkJobView::id).containsExactly("b2", "a1");
            FlinkJobView running = view.jobs().get(0);
            assertThat(running.state()).isEqualTo("RUNNING");
            assertThat(running.completedCheckpoints()).isEqualTo(7);
            assertThat(running.failedCheckpoints()).isEqualTo(1);
            assertThat(running.checkpointAt()).hasToString("1970-01-01T00:00:05Z");
            assertThat(running.checkpointMillis()).isEqualTo(42);
            assertThat(running.lateLabels()).isEqualTo(new LateLabelsView(3, 12, 2, 1, 4));
            assertThat(view.jobs().get(1).checkpointAt()).isNull();
            assertThat(view.jobs().get(1).lateLabels()).isNull();
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpServer server, String path, String json) {
        server.createContext(
                path,
                exchange -> {
                    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    try (OutputStream body = exchange.getResponseBody()) {
                        body.write(bytes);
                    }
                });
    }

    @Test
    void latest_flinkThatDoesNotAnswer_saysSo(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                JobMonitor monitor =
                        JobMonitor.start(
                                broker.bootstrapServers(),
                                "stream-eval",
                                Topics.IMAGES,
                                Optional.of(URI.create("http://127.0.0.1:1")),
                                CLOCK)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> monitor.latest().flink() != null);
            assertThat(monitor.latest().flink().problem()).startsWith("Flink does not tell: ");
            assertThat(monitor.latest().flink().jobs()).isEmpty();
        }
    }
}
