package dev.midstream.job.metric;

import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.schemas.metric.RobustnessMetrics;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the sums of every metric key since the beginning, and reports them at most once an interval
 * and at the end of the input.
 *
 * <p>The key of the stream is {@link RobustnessMetrics#keyText}.
 */
public final class CumulativeSums extends KeyedProcessFunction<String, MetricDelta, KafkaMessage> {
    /** The sums since the beginning, each time that they are reported. */
    public static final OutputTag<MetricDelta> TOTALS =
            new OutputTag<>("totals", TypeInformation.of(MetricDelta.class));

    private static final long serialVersionUID = 1L;

    private final int eceBins;
    private final long intervalMillis;

    private transient ValueState<MetricDelta> total;
    // Processing time of the next report; none while all is reported.
    private transient ValueState<Long> reportDue;
    private transient AvroWire<RobustnessMetric> wire;

    public CumulativeSums(int eceBins, Duration interval) {
        this.eceBins = eceBins;
        this.intervalMillis = interval.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        total =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "cumulative-sums", new MetricDeltaSerializer()));
        reportDue =
                getRuntimeContext().getState(new ValueStateDescriptor<>("report-due", Types.LONG));
        wire = AvroWire.of(RobustnessMetric.class);
    }

    @Override
    public void processElement(MetricDelta delta, Context context, Collector<KafkaMessage> out)
            throws Exception {
        MetricDelta before = total.value();
        total.update(before == null ? delta : before.plus(delta));
        if (before == null) {
            // The last watermark of a bounded stream, when processing time does not come any more.
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
        if (reportDue.value() == null) {
            long due = context.timerService().currentProcessingTime() + intervalMillis;
            context.timerService().registerProcessingTimeTimer(due);
            reportDue.update(due);
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<KafkaMessage> out)
            throws Exception {
        MetricDelta sums = total.value();
        if (reportDue.value() == null || sums == null) {
            return;
        }
        reportDue.clear();
        context.output(TOTALS, sums);
        MetricKey key = sums.key();
        Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
        out.collect(
                new KafkaMessage(
                        RobustnessMetrics.keyText(key).getBytes(StandardCharsets.UTF_8),
                        wire.encode(
                                RobustnessMetrics.cumulative(
                                        key, sums.profile(), sums.sums(), eceBins, now))));
    }
}
