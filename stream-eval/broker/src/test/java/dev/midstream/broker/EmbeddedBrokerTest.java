package dev.midstream.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final String TOPIC = "numbers";

    @TempDir Path directory;

    @Test
    void start_twiceOnOneDirectory_keepsTopicsAndRecords() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            broker.createTopic(TOPIC, 2, Map.of());
            produce(broker, List.of("one", "two"));
            assertThat(consume(broker, 2)).containsExactlyInAnyOrder("one", "two");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            produce(broker, List.of("three"));
            assertThat(consume(broker, 3)).containsExactlyInAnyOrder("one", "two", "three");
        }
    }

    @Test
    void start_twoAtOnce_areSeparate(@TempDir Path other) throws Exception {
        try (EmbeddedBroker first = EmbeddedBroker.start(directory);
                EmbeddedBroker second = EmbeddedBroker.start(other)) {
            first.createTopic(TOPIC, 1, Map.of());
            second.createTopic(TOPIC, 1, Map.of());
            produce(first, List.of("one"));
            produce(second, List.of("two"));
            assertThat(consume(first, 1)).containsExactly("one");
            assertThat(consume(second, 1)).containsExactly("two");
        }
    }

    @Test
    void transactions_aborted_areInvisibleToReadCommitted() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            broker.createTopic(TOPIC, 1, Map.of());
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(
                            Map.of(
                                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                    broker.bootstrapServers(),
                                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                    "test"),
                            new StringSerializer(),
                            new StringSerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "aborted")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "committed")).get();
                producer.commitTransaction();
            }
            assertThat(consume(broker, 1)).containsExactly("committed");
        }
    }

    @Test
    void createTopic_withSettings_hasThem() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            broker.createTopic(TOPIC, 3, Map.of("cleanup.policy", "compact"));
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
            String policy =
                    admin.describeConfigs(List.of(resource))
                            .all()
                            .get()
                            .get(resource)
                            .get("cleanup.policy")
                            .value();
            assertThat(policy).isEqualTo("compact");
            assertThat(
                            admin.describeTopics(List.of(TOPIC))
                                    .allTopicNames()
                                    .get()
                                    .get(TOPIC)
                                    .partitions())
                    .hasSize(3);
        }
    }

    @Test
    void createTopic_returned_partitionsTakeRecordsAtOnce() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(
                                Map.of(
                                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                        broker.bootstrapServers(),
                                        // The first refusal counts.
                                        ProducerConfig.RETRIES_CONFIG,
                                        0,
                                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                        false),
                                new StringSerializer(),
                                new StringSerializer())) {
            for (int i = 0; i < 20; i++) {
                String topic = "topic-" + i;
                broker.createTopic(topic, 5, Map.of());
                for (int partition = 0; partition < 5; partition++) {
                    producer.send(new ProducerRecord<>(topic, partition, null, "now")).get();
                }
            }
        }
    }

    @Test
    void createTopic_existing_isRefused() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            broker.createTopic(TOPIC, 1, Map.of());
            assertThatThrownBy(() -> broker.createTopic(TOPIC, 1, Map.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Cannot create topic numbers: Topic 'numbers' already exists.");
        }
    }

    @Test
    void start_inDirectoryWithOtherFiles_isRefused() throws Exception {
        Files.writeString(directory.resolve("holiday.jpg"), "not a log");
        assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot start a broker in %s: it holds other files. Name an empty"
                                + " directory.",
                        directory);
    }

    @Test
    void close_twice_freesThePort() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(directory);
        broker.close();
        broker.close();
        String[] address = broker.bootstrapServers().split(":", 2);
        assertThat(address[0]).isEqualTo("127.0.0.1");
        assertThatThrownBy(
                        () ->
                                new Socket(
                                                InetAddress.getLoopbackAddress(),
                                                Integer.parseInt(address[1]))
                                        .close())
                .isInstanceOf(ConnectException.class);
    }

    private static void produce(EmbeddedBroker broker, List<String> values) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value, value)).get();
            }
        }
    }

    private static List<String> consume(EmbeddedBroker broker, int expected) {
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "group-" + expected,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100))
                                        .forEach(record -> values.add(record.value()));
                                return values.size() >= expected;
                            });
        }
        return values;
    }
}
