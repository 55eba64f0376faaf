package dev.midstream.job.eventtime;

import dev.midstream.TestImage;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The event time of images: the time of their publication, in milliseconds.
 *
 * <p>It is assigned in the source, since only there each partition has its own watermark, and
 * partitions are read at different speeds. A record that is not an image has no event time.
 */
public final class PublicationTime {
    /** The event time of records without one. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private PublicationTime() {}

    /** Returns the watermark strategy of the images topic. */
    public static WatermarkStrategy<ConsumedRecord> strategy(Windows windows, WireFormat format) {
        if (windows.sizeMillis() == 0) {
            return WatermarkStrategy.noWatermarks();
        }
        return WatermarkStrategy.forGenerator(context -> generator(windows, context))
                .withTimestampAssigner(context -> new Assigner(format.reader(TestImage.class)));
    }

    /** Returns the event time of a record, or {@link #UNKNOWN}. */
    public static long of(StreamRecord<?> record) {
        return record.hasTimestamp() ? record.getTimestamp() : UNKNOWN;
    }

    /** Returns a record of a time. */
    public static <T> StreamRecord<T> record(T value, long time) {
        return time == UNKNOWN ? new StreamRecord<>(value) : new StreamRecord<>(value, time);
    }

    private static WatermarkGenerator<ConsumedRecord> generator(
            Windows windows, WatermarkGeneratorSupplier.Context context) {
        return new PartitionWatermarks<>(
                windows, System::currentTimeMillis, context.getInputActivityClock());
    }

    private static final class Assigner implements TimestampAssigner<ConsumedRecord> {
        private final AvroWire<TestImage> wire;

        Assigner(AvroWire<TestImage> wire) {
            this.wire = wire;
        }

        @Override
        public long extractTimestamp(ConsumedRecord record, long recordTimestamp) {
            byte[] value = record.value();
            if (value == null) {
                return UNKNOWN;
            }
            try {
                return wire.decode(value).getPublishedAt().toEpochMilli();
            } catch (MalformedRecordException | ArithmeticException e) {
                // The intake makes it a dead letter with the reason.
                return UNKNOWN;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
