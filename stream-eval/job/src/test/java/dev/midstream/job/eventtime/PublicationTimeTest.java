package dev.midstream.job.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.TestImage;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.WireFormat;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PublicationTimeTest {
    private static final long KAFKA_TIME = 99;

    @Test
    void extractTimestamp_image_whenItWasPublished() {
        TestImage image =
                TestImages.builder(1)
                        .setPublishedAt(Instant.parse("2026-01-02T03:04:05.678Z"))
                        .build();
        assertThat(time(AvroWire.of(TestImage.class).encode(image)))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli());
    }

    @Test
    void extractTimestamp_noImage_unknown() {
        assertThat(time(null)).isEqualTo(PublicationTime.UNKNOWN);
        assertThat(time(new byte[] {1, 2, 3})).isEqualTo(PublicationTime.UNKNOWN);
    }

    private static long time(byte @Nullable [] value) {
        TimestampAssigner<ConsumedRecord> assigner =
                PublicationTime.strategy(new Windows(1000, 0, 0), WireFormat.singleObject())
                        .createTimestampAssigner(new Context());
        return assigner.extractTimestamp(
                new ConsumedRecord("t", 0, 0, KAFKA_TIME, null, value), KAFKA_TIME);
    }

    private static final class Context implements TimestampAssignerSupplier.Context {
        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }
    }
}
