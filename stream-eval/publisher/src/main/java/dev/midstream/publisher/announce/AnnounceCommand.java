package dev.midstream.publisher.announce;

import dev.midstream.AnnouncementAction;
import dev.midstream.ModelAnnouncement;
import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Usage;
import dev.midstream.cli.kafka.KafkaOptions;
import dev.midstream.cli.kafka.TopicOptions;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code announce}. */
@Command(
        name = "announce",
        sortOptions = false,
        description =
                "Tells running jobs to add or drop a model. A job that cannot load the model"
                        + " reports that on its dead-letters topic and continues.")
public final class AnnounceCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 15;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private KafkaOptions kafka = new KafkaOptions();
    @Mixin private TopicOptions.Models models = new TopicOptions.Models();

    @ArgGroup(multiplicity = "1")
    private Change change = new Change();

    /** What is announced: one of the two. */
    static final class Change {
        @Option(
                names = "--add",
                required = true,
                paramLabel = "DIR",
                description = "Model directory: a path or URI that the task managers can read.")
        private @Nullable String add;

        @Option(
                names = "--drop",
                required = true,
                paramLabel = "DIR",
                description = "The model directory as it was added, or the id of the model.")
        private @Nullable String drop;

        Change() {}

        ModelAnnouncement announcement(Instant now) {
            return add == null
                    ? new ModelAnnouncement(AnnouncementAction.DROP, String.valueOf(drop), now)
                    : new ModelAnnouncement(AnnouncementAction.ADD, absolute(add), now);
        }

        /** Task managers have a working directory of their own. */
        private static String absolute(String location) {
            return location.contains(":/")
                    ? location
                    : Path.of(location).toAbsolutePath().normalize().toString();
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, Object> properties = properties();
        ModelAnnouncement announcement = change.announcement(Instant.now());
        byte[] key = announcement.getModelUri().getBytes(StandardCharsets.UTF_8);
        byte[] value = AvroWire.of(ModelAnnouncement.class).encode(announcement);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            RecordMetadata sent =
                    producer.send(new ProducerRecord<>(models.topic(), key, value))
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "Announced on %s: %s %s.%n",
                            sent.topic(), announcement.getAction(), announcement.getModelUri());
            spec.commandLine().getOut().flush();
            return ExitCodes.SUCCESS;
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw failure(e);
        }
    }

    private IOException failure(Throwable cause) {
        boolean timedOut =
                cause instanceof TimeoutException
                        || cause instanceof org.apache.kafka.common.errors.TimeoutException;
        String reason =
                timedOut
                        ? "no answer from "
                                + kafka.bootstrapServers()
                                + ", or no topic "
                                + models.topic()
                        : String.valueOf(cause.getMessage());
        return new IOException(
                "Cannot announce the model: %s. Is Kafka running there, and a job?"
                        .formatted(reason),
                cause);
    }

    private Map<String, Object> properties() throws IOException {
        Map<String, Object> properties = new HashMap<>(kafka.properties());
        properties.put("bootstrap.servers", Usage.checked(spec, kafka::bootstrapServers));
        properties.put("acks", "all");
        properties.put("max.block.ms", Long.toString(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));
        return properties;
    }
}
