package dev.midstream.publisher.kafka;

import dev.midstream.schemas.wire.WireFormat;
import java.util.Map;

/**
 * A Kafka cluster, and how its clients talk to it.
 *
 * @param bootstrapServers addresses of Kafka brokers, {@code host:port} with commas between them
 * @param format how records are encoded
 * @param clientProperties further properties of the Kafka clients, such as those of TLS and SASL
 */
public record KafkaConnection(
        String bootstrapServers, WireFormat format, Map<String, String> clientProperties) {
    public KafkaConnection {
        ClientProperties.check(clientProperties);
        clientProperties = Map.copyOf(clientProperties);
    }
}
