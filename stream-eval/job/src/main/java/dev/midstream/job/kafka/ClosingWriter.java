package dev.midstream.job.kafka;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * A writer of Flink's Kafka sink that leaves nothing behind.
 *
 * <p>The exactly-once writer of the connector (5.0.0) opens an admin client and never closes it: a
 * thread and a connection for each restart, and with them the job's class loader.
 */
final class ClosingWriter
        implements StatefulSinkWriter<KafkaMessage, KafkaWriterState>,
                CommittingSinkWriter<KafkaMessage, KafkaCommittable> {
    private static final String ADMIN = "adminClient";

    private final StatefulSinkWriter<KafkaMessage, KafkaWriterState> writer;
    private final CommittingSinkWriter<KafkaMessage, KafkaCommittable> committing;

    private ClosingWriter(
            StatefulSinkWriter<KafkaMessage, KafkaWriterState> writer,
            CommittingSinkWriter<KafkaMessage, KafkaCommittable> committing) {
        this.writer = writer;
        this.committing = committing;
    }

    /** The writer that closes what {@code writer}, one of Flink's Kafka sink, opens. */
    @SuppressWarnings("unchecked") // The connector's writer is all of these.
    static ClosingWriter of(SinkWriter<KafkaMessage> writer) {
        return new ClosingWriter(
                (StatefulSinkWriter<KafkaMessage, KafkaWriterState>) writer,
                (CommittingSinkWriter<KafkaMessage, KafkaCommittable>) writer);
    }

    @Override
    public void write(KafkaMessage message, Context context)
            throws IOException, InterruptedException {
        writer.write(message, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
        writer.writeWatermark(watermark);
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
        return committing.prepareCommit();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
        return writer.snapshotState(checkpointId);
    }

    @Override
    public void close() throws Exception {
        try {
            writer.close();
        } finally {
            closeAdmin(writer.getClass());
        }
    }

    private void closeAdmin(@Nullable Class<?> type) throws IllegalAccessException {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(ADMIN)) {
                    field.setAccessible(true);
                    if (field.get(writer) instanceof Admin admin) {
                        admin.close();
                    }
                }
            }
        }
    }
}
