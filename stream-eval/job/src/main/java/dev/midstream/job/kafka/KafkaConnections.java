package dev.midstream.job.kafka;

import dev.midstream.job.intake.ConsumedRecord;
import java.util.Locale;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The job's source and sinks. */
public final class KafkaConnections {
    private KafkaConnections() {}

    /** Returns the source of a topic that is read. */
    public static KafkaSource<ConsumedRecord> source(KafkaSettings settings, JobTopic topic) {
        return source(settings, topic, startingOffsets(settings.reading().startingOffsets()));
    }

    private static KafkaSource<ConsumedRecord> source(
            KafkaSettings settings, JobTopic topic, OffsetsInitializer start) {
        KafkaSourceBuilder<ConsumedRecord> source =
                KafkaSource.<ConsumedRecord>builder()
                        .setProperties(settings.clientProperties())
                        // Images of an aborted transaction were never published.
                        .setProperty("isolation.level", "read_committed")
                        .setTopics(settings.topics().of(topic))
                        .setGroupId(settings.groupId())
                        .setStartingOffsets(start)
                        .setDeserializer(new ConsumedRecordSchema());
        if (settings.reading().extent() == KafkaSettings.Extent.BOUNDED) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }

    /** Returns the source of announcements since the job was submitted. */
    public static KafkaSource<ConsumedRecord> announcements(KafkaSettings settings) {
        return source(
                settings,
                JobTopic.MODELS,
                OffsetsInitializer.timestamp(System.currentTimeMillis()));
    }

    /**
     * Returns a sink of one of the job's topics.
     *
     * @param name a part of the names of transactions, different for every sink
     */
    public static Sink<KafkaMessage> sink(
            KafkaSettings settings, JobTopics.Limits limits, JobTopic topic, String name) {
        Properties producer = settings.clientProperties();
        producer.setProperty("max.request.size", Integer.toString(limits.of(topic)));
        producer.setProperty(
                "transaction.timeout.ms",
                Long.toString(settings.delivery().transactionTimeout().toMillis()));
        String prefix = settings.delivery().transactions().prefix(name.toLowerCase(Locale.ROOT));
        return new WatchedSink(
                KafkaSink.<KafkaMessage>builder()
                        .setBootstrapServers(settings.bootstrapServers())
                        .setKafkaProducerConfig(producer)
                        .setDeliveryGuarantee(settings.delivery().guarantee())
                        .setTransactionalIdPrefix(prefix)
                        // A new name for every checkpoint would fill the brokers' memory.
                        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                        .setRecordSerializer(new KafkaMessageSchema(settings.topics().of(topic)))
                        .build());
    }

    private static OffsetsInitializer startingOffsets(KafkaSettings.StartingOffsets offsets) {
        return switch (offsets) {
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
        };
    }
}
