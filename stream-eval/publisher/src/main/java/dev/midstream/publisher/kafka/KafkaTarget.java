package dev.midstream.publisher.kafka;

import dev.midstream.schemas.wire.WireFormat;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The topic that takes the images of a run, and how records get there.
 *
 * @param bootstrapServers addresses of Kafka brokers, {@code host:port} with commas between them
 * @param topic name of the topic
 * @param partitions the topic is created with this many if it does not exist; empty if it must
 *     exist
 * @param delivery how records are written
 * @param format how records are encoded
 * @param clientProperties further properties of the Kafka clients, such as those of TLS and SASL
 */
public record KafkaTarget(
        String bootstrapServers,
        String topic,
        OptionalInt partitions,
        Delivery delivery,
        WireFormat format,
        Map<String, String> clientProperties) {
    public KafkaTarget {
        if (partitions.isPresent() && partitions.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "Invalid number of partitions: %d. Use a number of at least 1."
                            .formatted(partitions.getAsInt()));
        }
        ClientProperties.check(clientProperties);
        clientProperties = Map.copyOf(clientProperties);
    }
}
