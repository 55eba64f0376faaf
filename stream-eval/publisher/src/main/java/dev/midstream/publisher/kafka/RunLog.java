package dev.midstream.publisher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.midstream.Run;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of runs as it is written: the latest record of a run id counts. */
public final class RunLog implements AutoCloseable {
    private final KafkaTarget target;
    private final AvroWire<Run> wire;
    private final Producer<byte[], byte[]> producer;

    /**
     * Starts a producer.
     *
     * @throws DeliveryException if a property of the client is invalid
     * @throws IOException if the schema registry cannot be asked
     */
    public RunLog(KafkaTarget target) throws DeliveryException, IOException {
        this.target = target;
        this.wire = target.connection().format().writer(Run.class, target.runsTopic());
        try {
            this.producer =
                    new KafkaProducer<>(
                            properties(target.connection()),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
        } catch (KafkaException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    // A run that ends because Kafka is gone must not wait for it once more for half a minute.
    private static Map<String, Object> properties(KafkaConnection connection) {
        Map<String, Object> properties = ClientProperties.producer(connection);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "8000");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "8000");
        return properties;
    }

    /**
     * Writes what a run is, and returns when the cluster has it.
     *
     * @throws DeliveryException if the cluster does not take it
     */
    public void write(Run run) throws DeliveryException, InterruptedException {
        try {
            producer.send(
                            new ProducerRecord<>(
                                    target.runsTopic(),
                                    run.getRunId().getBytes(UTF_8),
                                    wire.encode(run)))
                    .get();
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    private DeliveryException failure(Throwable reason) {
        return DeliveryException.of(
                "Cannot publish to topic " + target.runsTopic(), target.connection(), reason);
    }

    @Override
    public void close() {
        producer.close();
    }
}
