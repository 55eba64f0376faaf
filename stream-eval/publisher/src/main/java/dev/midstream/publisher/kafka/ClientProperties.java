package dev.midstream.publisher.kafka;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BUFFER_MEMORY_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTIONAL_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The properties of the Kafka clients. Those that a run depends on cannot be overridden. */
public final class ClientProperties {

    private static final Set<String> FIXED =
            Set.of(
                    BOOTSTRAP_SERVERS_CONFIG,
                    ACKS_CONFIG,
                    ENABLE_IDEMPOTENCE_CONFIG,
                    TRANSACTIONAL_ID_CONFIG,
                    KEY_SERIALIZER_CLASS_CONFIG,
                    VALUE_SERIALIZER_CLASS_CONFIG);

    private static final String DELIVERY_TIMEOUT_MS = "120000";

    private ClientProperties() {}

    /** Refuses properties that would change where records go or what an acknowledgement means. */
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

    /**
     * Properties of a producer whose records are acknowledged by all in-sync replicas, each once.
     */
    public static Map<String, Object> producer(KafkaTarget target, String runId) {
        Map<String, Object> properties = producer(target.connection());
        if (target.delivery() == Delivery.TRANSACTIONAL) {
            properties.put(TRANSACTIONAL_ID_CONFIG, transactionalId(target, runId));
        }
        return properties;
    }

    /** The same in a resumed run, which thereby ends the transaction of the interrupted one. */
    static String transactionalId(KafkaTarget target, String runId) {
        return "midstream-" + target.topic() + "-" + runId;
    }

    /** Properties of a producer without transactions. */
    public static Map<String, Object> producer(KafkaConnection connection) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(LINGER_MS_CONFIG, "20");
        properties.put(BATCH_SIZE_CONFIG, Integer.toString(256 * 1024));
        properties.put(REQUEST_TIMEOUT_MS_CONFIG, "15000");
        // A full buffer has to be sent before its last record times out, also by a broker that
        // grants little: 8 MB in two minutes are 70 kB/s, and hold 80 ms of 100 MB/s.
        properties.put(BUFFER_MEMORY_CONFIG, Integer.toString(8 * 1024 * 1024));
        properties.put(DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        properties.putAll(connection.clientProperties());
        properties.put(BOOTSTRAP_SERVERS_CONFIG, connection.bootstrapServers());
        properties.put(ACKS_CONFIG, "all");
        properties.put(ENABLE_IDEMPOTENCE_CONFIG, "true");
        return properties;
    }

    /** How long it takes at most until a record is acknowledged or has failed. */
    public static Duration deliveryTimeout(KafkaConnection connection) {
        String millis =
                connection
                        .clientProperties()
                        .getOrDefault(DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        try {
            return Duration.ofMillis(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            // A reference to a value elsewhere, or what Kafka refuses.
            return Duration.ofMillis(Long.parseLong(DELIVERY_TIMEOUT_MS));
        }
    }

    /** Properties of a consumer that reads committed records only. */
    public static Map<String, Object> consumer(KafkaConnection connection) {
        Map<String, Object> properties = new HashMap<>(admin(connection));
        properties.put(ISOLATION_LEVEL_CONFIG, "read_committed");
        // A record that is deleted meanwhile must not end the reading.
        properties.put(AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return properties;
    }

    static Map<String, Object> admin(KafkaConnection connection) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(REQUEST_TIMEOUT_MS_CONFIG, "10000");
        properties.put(DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        properties.putAll(connection.clientProperties());
        properties.put(BOOTSTRAP_SERVERS_CONFIG, connection.bootstrapServers());
        return properties;
    }
}
