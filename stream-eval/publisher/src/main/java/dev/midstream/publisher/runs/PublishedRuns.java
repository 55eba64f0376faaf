package dev.midstream.publisher.runs;

import dev.midstream.Run;
import dev.midstream.publisher.kafka.DeliveryException;
import dev.midstream.publisher.kafka.KafkaConnection;
import dev.midstream.publisher.kafka.TopicScan;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The latest record of every run on a topic.
 *
 * @param runs latest start first
 * @param malformed number of records that could not be read
 */
public record PublishedRuns(List<Run> runs, int malformed) {
    public PublishedRuns {
        runs = List.copyOf(runs);
    }

    /**
     * Reads a topic of runs.
     *
     * @throws DeliveryException if Kafka does not answer
     * @throws IOException if the schema registry cannot be asked
     */
    public static PublishedRuns read(KafkaConnection connection, String topic)
            throws DeliveryException, IOException {
        Reading reading = new Reading(connection.format().reader(Run.class));
        // The topic of runs is written without transactions, and hardly anybody else writes there.
        var unused = new TopicScan(connection, topic).forEach(reading::take);
        return new PublishedRuns(
                reading.latest.values().stream()
                        .sorted(
                                Comparator.comparing(Run::getStartedAt)
                                        .reversed()
                                        .thenComparing(Run::getRunId))
                        .toList(),
                reading.malformed);
    }

    private static final class Reading {
        private final AvroWire<Run> wire;
        private final Map<String, Run> latest = new HashMap<>();
        private int malformed;

        Reading(AvroWire<Run> wire) {
            this.wire = wire;
        }

        void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
            if (record.value() == null) {
                if (record.key() != null) {
                    latest.remove(new String(record.key(), StandardCharsets.UTF_8));
                }
                return;
            }
            try {
                Run run = wire.decode(record.value());
                latest.put(run.getRunId(), run);
            } catch (MalformedRecordException e) {
                malformed++;
            }
        }
    }
}
