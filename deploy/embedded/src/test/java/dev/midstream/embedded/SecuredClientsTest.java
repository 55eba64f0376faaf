package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.DeadLetter;
import dev.midstream.broker.AccessRule;
import dev.midstream.broker.SecuredBroker;
import dev.midstream.dashboard.DashboardCommand;
import dev.midstream.publisher.PublisherMain;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.wire.AvroWire;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The publisher and the dashboard on a broker with TLS, passwords and authorisation, with the
 * rights that docs/operations.md lists.
 */
final class SecuredClientsTest {
    private static final int CIFAR_RECORD_BYTES = 3073;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void commands_rightsOfTheDocumentation_suffice(@TempDir Path directory) throws Exception {
        List<AccessRule> rules = rules();
        Files.write(directory.resolve("test_batch.bin"), new byte[3 * CIFAR_RECORD_BYTES]);
        try (SecuredBroker broker = SecuredBroker.start(directory.resolve("kafka"))) {
            for (String topic : List.of("metrics", "summaries", "dead-letters", "models")) {
                broker.broker().createTopic("midstream." + topic, 1, Map.of());
            }
            Path publisher = broker.addUser("publisher", "publisher-secret", rules);
            Path dashboard = broker.addUser("dashboard", "dashboard-secret", rules);
            List<String> publish =
                    List.of(
                            "publish",
                            "--dataset=cifar10",
                            "--data=" + directory,
                            "--corruptions=none",
                            "--create-topic",
                            "--run-id=secured",
                            "--transactional");
            assertRuns(PublisherMain.commandLine(), broker, publisher, publish);
            List<String> resumed = new ArrayList<>(publish);
            resumed.add("--resume");
            assertRuns(PublisherMain.commandLine(), broker, publisher, resumed);
            assertRuns(PublisherMain.commandLine(), broker, publisher, List.of("runs"));
            assertThat(out.toString()).contains("secured");
            assertRuns(
                    PublisherMain.commandLine(),
                    broker,
                    publisher,
                    List.of("announce", "--drop", "some-model"));
            sendLetter(broker.broker().bootstrapServers());
            assertRuns(PublisherMain.commandLine(), broker, publisher, List.of("replay"));
            assertThat(out.toString()).contains("1 dead letters, 1 selected", "Sent: 1 records");
            assertRuns(DashboardCommand.commandLine(), broker, dashboard, List.of("--text"));
            assertThat(err.toString()).doesNotContain("-secret");
        }
    }

    /** About the first image, as a job would write it. */
    private static void sendLetter(String bootstrapServers) throws Exception {
        DeadLetter letter =
                DeadLetter.newBuilder()
                        .setTopic(Topics.IMAGES)
                        .setPartition(0)
                        .setOffset(0)
                        .setTimestamp(Instant.EPOCH)
                        .setReason("It cannot be used.")
                        .setFault("UNKNOWN_SCHEMA")
                        .setValue(ByteBuffer.wrap(new byte[] {1}))
                        .build();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.DEAD_LETTERS,
                                    AvroWire.of(DeadLetter.class).encode(letter)))
                    .get();
        }
    }

    @Test
    void publish_userWithoutRights_endsWithOneLine(@TempDir Path directory) throws Exception {
        Files.write(directory.resolve("test_batch.bin"), new byte[3 * CIFAR_RECORD_BYTES]);
        try (SecuredBroker broker = SecuredBroker.start(directory.resolve("kafka"))) {
            broker.broker().createTopic("midstream.images", 1, Map.of());
            Path nobody = broker.addUser("nobody", "nobody-secret", rules());
            int code =
                    execute(
                            PublisherMain.commandLine(),
                            broker,
                            nobody,
                            List.of("publish", "--dataset=cifar10", "--data=" + directory));
            assertThat(code).isEqualTo(1);
            assertThat(err.toString().strip().lines().toList())
                    .singleElement()
                    .asString()
                    .contains("midstream.images")
                    .containsIgnoringCase("authoriz");
        }
    }

    private static List<AccessRule> rules() throws Exception {
        Path root = Path.of(System.getProperty("midstream.root"));
        List<AccessRule> rules = AccessRule.read(root.resolve("docs/operations.md"));
        assertThat(rules).isNotEmpty();
        return rules;
    }

    private void assertRuns(
            CommandLine command, SecuredBroker broker, Path config, List<String> arguments) {
        int code = execute(command, broker, config, arguments);
        assertThat(code).as("%s: %s", arguments, err).isZero();
    }

    private int execute(
            CommandLine command, SecuredBroker broker, Path config, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--bootstrap-servers=" + broker.bootstrapServers());
        all.add("--kafka-config=" + config);
        return command.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(new String[0]));
    }
}
