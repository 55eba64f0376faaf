package dev.midstream.dashboard.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.cli.kafka.KafkaCluster;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.schemas.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobMonitorTest {
    private static final Clock CLOCK = Clock.fixed(MetricSamples.NOON, ZoneOffset.UTC);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.IMAGES, 0);

    @Test
    void look_groupThatCommits_knowsItsLag(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                GroupLag lag = lag(broker)) {
            assertThat(lag.look().problem()).startsWith("Kafka does not answer: ");
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
            assertThat(lag.look()).isEqualTo(view(2, MetricSamples.NOON));
            try (GroupLag later = lag(broker)) {
                assertThat(later.look()).isEqualTo(view(2, null));
                commit(broker, 5);
                assertThat(later.look()).isEqualTo(view(5, MetricSamples.NOON));
            }
        }
    }

    private static GroupLag lag(EmbeddedBroker broker) {
        return new GroupLag(
                KafkaCluster.of(broker.bootstrapServers()), "stream-eval", Topics.IMAGES, CLOCK);
    }

    private static LagView view(long committed, @Nullable Instant committedAt) {
        return new LagView(
                "stream-eval", Topics.IMAGES, committed, 10, 10 - committed, committedAt, null);
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
        try (FlinkStub flink = FlinkStub.start(Instant.ofEpochSecond(5))) {
            FlinkView view = new FlinkRest(flink.url()).look();
            assertThat(view.problem()).isNull();
            assertThat(view.jobs()).extracting(FlinkJobView::id).containsExactly("b2", "a1");
            FlinkJobView running = view.jobs().get(0);
            assertThat(running.state()).isEqualTo("RUNNING");
            assertThat(running.checkpoints().completed()).isEqualTo(7);
            assertThat(running.checkpoints().failed()).isEqualTo(1);
            assertThat(running.checkpoints().lastFailed()).isFalse();
            assertThat(running.checkpoints().at()).hasToString("1970-01-01T00:00:05Z");
            assertThat(running.checkpoints().millis()).isEqualTo(42);
            assertThat(running.lateLabels()).isEqualTo(new LateLabelsView(3, 12, 2, 1, 4));
            assertThat(view.jobs().get(1).checkpoints().at()).isNull();
            assertThat(view.jobs().get(1).lateLabels()).isNull();
        }
    }

    @Test
    void look_jobBeingSetUp_noCheckpointsAndTheOthersThere() throws Exception {
        try (FlinkStub flink = FlinkStub.start(Instant.ofEpochSecond(5))) {
            flink.initializeJob();
            FlinkView view = new FlinkRest(flink.url()).look();
            assertThat(view.problem()).isNull();
            assertThat(view.jobs()).extracting(FlinkJobView::id).containsExactly("b2", "a1");
            assertThat(view.jobs().get(0).checkpoints().at()).isNull();
        }
    }

    @Test
    void look_checkpointFailedAfterTheLatestCompleted_saysSo() throws Exception {
        try (FlinkStub flink = FlinkStub.start(Instant.ofEpochSecond(5))) {
            flink.failCheckpoint();
            FlinkJobView running = new FlinkRest(flink.url()).look().jobs().get(0);
            assertThat(running.checkpoints().lastFailed()).isTrue();
            assertThat(running.checkpoints().at()).isNotNull();
        }
    }

    @Test
    void latest_flinkThatDoesNotAnswer_saysSo(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                JobMonitor monitor =
                        JobMonitor.start(
                                KafkaCluster.of(broker.bootstrapServers()),
                                "stream-eval",
                                Topics.IMAGES,
                                Optional.of(URI.create("http://127.0.0.1:1")),
                                CLOCK)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> monitor.latest().flink() != null);
            assertThat(monitor.latest().flink().problem()).startsWith("Flink does not answer: ");
            assertThat(monitor.latest().flink().jobs()).isEmpty();
        }
    }
}
