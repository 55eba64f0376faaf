package dev.midstream.publisher.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midstream.AnnouncementAction;
import dev.midstream.ModelAnnouncement;
import dev.midstream.publisher.CifarBroker;
import dev.midstream.publisher.TestCommandLine;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnnounceCommandTest {
    @RegisterExtension static final CifarBroker broker = CifarBroker.empty();

    @Test
    void announce_addAndDrop_areOnTheTopic() throws Exception {
        broker.createTopic("midstream.models", 1, Map.of());
        String servers = broker.bootstrapServers();

        assertThat(execute("--bootstrap-servers", servers, "--add", "models/line")).isZero();
        assertThat(execute("--bootstrap-servers", servers, "--add", "s3://models/line")).isZero();
        assertThat(execute("--bootstrap-servers", servers, "--drop", "line")).isZero();

        assertThat(read(servers))
                .extracting(ModelAnnouncement::getAction, ModelAnnouncement::getModelUri)
                .containsExactly(
                        tuple(
                                AnnouncementAction.ADD,
                                Path.of("models/line").toAbsolutePath().toString()),
                        tuple(AnnouncementAction.ADD, "s3://models/line"),
                        tuple(AnnouncementAction.DROP, "line"));
    }

    @Test
    void announce_nothingOrBoth_wrongUsage() {
        assertThat(execute("--bootstrap-servers", "h:1")).isEqualTo(2);
        assertThat(execute("--bootstrap-servers", "h:1", "--add", "a", "--drop", "b")).isEqualTo(2);
    }

    private static int execute(String... arguments) {
        return new TestCommandLine()
                .execute(
                        Stream.concat(Stream.of("announce"), Stream.of(arguments))
                                .toArray(String[]::new));
    }

    private static List<ModelAnnouncement> read(String servers) throws Exception {
        Properties settings = new Properties();
        settings.setProperty("bootstrap.servers", servers);
        AvroWire<ModelAnnouncement> wire = AvroWire.of(ModelAnnouncement.class);
        List<ModelAnnouncement> announcements = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("midstream.models", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    announcements.add(wire.decode(record.value()));
                }
            }
        }
        return announcements;
    }
}
