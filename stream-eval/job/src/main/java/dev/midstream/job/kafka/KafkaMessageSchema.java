package dev.midstream.job.kafka;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends messages as they are to one topic. */
record KafkaMessageSchema(String topic) implements KafkaRecordSerializationSchema<KafkaMessage> {
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            KafkaMessage message, KafkaSinkContext context, Long timestamp) {
        // No partition: Kafka's own partitioner keeps all records of a key in one.
        return new ProducerRecord<>(topic, message.key(), message.value());
    }
}
