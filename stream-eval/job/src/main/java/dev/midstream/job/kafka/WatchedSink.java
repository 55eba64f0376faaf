package dev.midstream.job.kafka;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Flink's Kafka sink, with two differences: a transaction that somebody else has ended makes the
 * job restart, after which all figures are sent again, where Flink's own only logs that its records
 * are lost; and its writers leave no clients open.
 */
final class WatchedSink
        implements Sink<KafkaMessage>,
                SupportsCommitter<KafkaCommittable>,
                SupportsWriterState<KafkaMessage, KafkaWriterState>,
                SupportsPostCommitTopology<KafkaCommittable> {
    private static final long serialVersionUID = 1L;

    private final KafkaSink<KafkaMessage> sink;

    WatchedSink(KafkaSink<KafkaMessage> sink) {
        this.sink = sink;
    }

    @Override
    public SinkWriter<KafkaMessage> createWriter(WriterInitContext context) throws IOException {
        return ClosingWriter.of(sink.createWriter(context));
    }

    @Override
    public StatefulSinkWriter<KafkaMessage, KafkaWriterState> restoreWriter(
            WriterInitContext context, Collection<KafkaWriterState> states) {
        return ClosingWriter.of(sink.restoreWriter(context, states));
    }

    @Override
    public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
        return new WatchedCommitter(sink.createCommitter(context));
    }

    @Override
    public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
        return sink.getCommittableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return sink.getWriterStateSerializer();
    }

    @Override
    public void addPostCommitTopology(
            DataStream<CommittableMessage<KafkaCommittable>> committables) {
        sink.addPostCommitTopology(committables);
    }
}
