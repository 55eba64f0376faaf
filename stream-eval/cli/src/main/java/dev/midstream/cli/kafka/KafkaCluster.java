package dev.midstream.cli.kafka;

import java.util.HashMap;
import java.util.Map;

/**
 * A Kafka cluster and how clients connect to it.
 *
 * @param bootstrapServers addresses of brokers, {@code host:port,host:port}
 * @param properties of the clients, such as those of TLS and SASL
 */
public record KafkaCluster(String bootstrapServers, Map<String, String> properties) {
    /** Copies the map. */
    public KafkaCluster {
        properties = Map.copyOf(properties);
    }

    /** A cluster that takes connections without security. */
    public static KafkaCluster of(String bootstrapServers) {
        return new KafkaCluster(bootstrapServers, Map.of());
    }

    /** The properties of a client that has settings of its own, which come first. */
    public Map<String, Object> client(Map<String, ?> settings) {
        Map<String, Object> client = new HashMap<>(properties);
        client.putAll(settings);
        client.put("bootstrap.servers", bootstrapServers);
        return client;
    }

    /** The addresses alone: properties may be secret. */
    @Override
    public String toString() {
        return bootstrapServers;
    }
}
