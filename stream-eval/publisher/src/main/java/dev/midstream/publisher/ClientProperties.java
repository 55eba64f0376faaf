package dev.midstream.publisher;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTIONAL_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG;

import dev.midstream.publisher.PublishConfiguration.Delivery;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The settings of the Kafka clients: what a run promises is fixed, the rest can be overridden. */
final class ClientProperties {

    private static final Set<String> FIXED =
            Set.of(
                    BOOTSTRAP_SERVERS_CONFIG,
                    ACKS_CONFIG,
                    ENABLE_IDEMPOTENCE_CONFIG,
                    TRANSACTIONAL_ID_CONFIG,
                    KEY_SERIALIZER_CLASS_CONFIG,
                    VALUE_SERIALIZER_CLASS_CONFIG);

    private ClientProperties() {}

    /** Refuses properties that would change what is sent where, and what an acknowledgement is. */
    static void check(Map<String, String> properties) {
        for (String name : properties.keySet()) {
            if (FIXED.contains(name)) {
                throw new IllegalArgumentException(
                        "Cannot use the producer property "
                                + name
                                + ": the publisher sets it itself. Remove it.");
            }
        }
    }

    /** Every record is acknowledged by all in-sync replicas and written once. */
    static Map<String, Object> producer(PublishConfiguration configuration) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(LINGER_MS_CONFIG, "20");
        properties.put(BATCH_SIZE_CONFIG, Integer.toString(256 * 1024));
        // A broker that is gone is reported after half a minute, not after two.
        properties.put(REQUEST_TIMEOUT_MS_CONFIG, "15000");
        properties.put(DELIVERY_TIMEOUT_MS_CONFIG, "30000");
        properties.putAll(configuration.clientProperties());
        properties.put(BOOTSTRAP_SERVERS_CONFIG, configuration.bootstrapServers());
        properties.put(ACKS_CONFIG, "all");
        properties.put(ENABLE_IDEMPOTENCE_CONFIG, "true");
        if (configuration.delivery() == Delivery.TRANSACTIONAL) {
            // Stable, so that a resumed run ends the transaction of the one that broke.
            properties.put(
                    TRANSACTIONAL_ID_CONFIG,
                    "midstream-" + configuration.topic() + "-" + configuration.runId());
        }
        return properties;
    }

    /** Reads committed records only. */
    static Map<String, Object> consumer(PublishConfiguration configuration) {
        Map<String, Object> properties = new HashMap<>(admin(configuration));
        properties.put(ISOLATION_LEVEL_CONFIG, "read_committed");
        return properties;
    }

    static Map<String, Object> admin(PublishConfiguration configuration) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(REQUEST_TIMEOUT_MS_CONFIG, "10000");
        properties.put(DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        properties.putAll(configuration.clientProperties());
        properties.put(BOOTSTRAP_SERVERS_CONFIG, configuration.bootstrapServers());
        return properties;
    }
}
