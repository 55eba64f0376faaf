package dev.midstream.job.metric;

import dev.midstream.MetricScope;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.kafka.TopicFormat;
import dev.midstream.job.state.RepeatedReports;
import dev.midstream.job.state.ReportSchedule;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the cumulative sums of every metric key and those of its event-time windows. Cumulative
 * sums are reported at most once per interval and at the end of the input. Windows are reported
 * when they end, and, with the cumulative sums, when they have accepted late images since.
 *
 * <p>The key of the stream is {@link RobustnessMetrics#keyText}.
 */
public final class CumulativeSums extends KeyedProcessFunction<String, WindowedDelta, KafkaMessage>
        implements RepeatedReports {
    /** The cumulative sums, each time they are reported. */
    public static final OutputTag<MetricDelta> TOTALS =
            new OutputTag<>("totals", TypeInformation.of(MetricDelta.class));

    /** The figures of windows. */
    public static final OutputTag<KafkaMessage> WINDOWS =
            new OutputTag<>("windows", TypeInformation.of(KafkaMessage.class));

    private static final long serialVersionUID = 1L;

    private final int eceBins;
    private final long intervalMillis;
    private final Windows windows;
    private final TopicFormat format;
    private final TopicFormat windowFormat;

    private transient ValueState<MetricDelta> total;
    private transient WindowSums windowSums;
    private transient ReportSchedule schedule;
    private transient AvroWire<RobustnessMetric> wire;
    private transient AvroWire<RobustnessMetric> windowWire;

    /** Reports in single-object encoding. */
    public CumulativeSums(int eceBins, Duration interval, Windows windows) {
        this(eceBins, interval, windows, TopicFormat.SINGLE_OBJECT, TopicFormat.SINGLE_OBJECT);
    }

    /** Reports in the formats of the topics of cumulative figures and of windows. */
    @SuppressWarnings("NullAway.Init") // Flink calls open() before anything else.
    public CumulativeSums(
            int eceBins,
            Duration interval,
            Windows windows,
            TopicFormat format,
            TopicFormat windowFormat) {
        this.format = format;
        this.windowFormat = windowFormat;
        this.eceBins = eceBins;
        this.intervalMillis = interval.toMillis();
        this.windows = windows;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        total = getRuntimeContext().getState(reported());
        windowSums = new WindowSums(getRuntimeContext(), windows);
        schedule = new ReportSchedule(getRuntimeContext(), intervalMillis);
        wire = format.writer(RobustnessMetric.class);
        // Without windows, there is no topic to register a schema for.
        windowWire = windows.sizeMillis() == 0 ? wire : windowFormat.writer(RobustnessMetric.class);
    }

    @Override
    public ValueStateDescriptor<MetricDelta> reported() {
        return new ValueStateDescriptor<>("cumulative-sums", new MetricDeltaSerializer());
    }

    @Override
    public void reportAgain(TimerService timers) throws Exception {
        schedule.changed(timers);
    }

    @Override
    public void processElement(WindowedDelta element, Context context, Collector<KafkaMessage> out)
            throws Exception {
        MetricDelta before = total.value();
        MetricDelta delta = element.delta();
        total.update(before == null ? delta : before.plus(delta));
        schedule.changed(context.timerService());
        windowSums.add(element, context.timerService(), reports(context));
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<KafkaMessage> out)
            throws Exception {
        if (context.timeDomain() == TimeDomain.EVENT_TIME) {
            windowSums.onEventTime(time, context.timerService(), reports(context));
            if (!ReportSchedule.isEnd(time)) {
                return;
            }
        }
        MetricDelta sums = total.value();
        if (schedule.takeDue(context.timerService()) && sums != null) {
            context.output(TOTALS, sums);
            out.collect(message(sums, RobustnessMetrics.CUMULATIVE, wire, now(context)));
            windowSums.reportChanged(reports(context));
        }
    }

    private WindowSums.Reports reports(Context context) {
        return (start, end, sums) ->
                context.output(
                        WINDOWS,
                        message(
                                sums,
                                RobustnessMetrics.window(
                                        Instant.ofEpochMilli(start), Instant.ofEpochMilli(end)),
                                windowWire,
                                now(context)));
    }

    private KafkaMessage message(
            MetricDelta sums, MetricScope scope, AvroWire<RobustnessMetric> writer, Instant now)
            throws Exception {
        RobustnessMetric metric =
                RobustnessMetrics.of(
                        sums.key(),
                        scope,
                        sums.profile(),
                        sums.sums(),
                        eceBins,
                        windowSums.late(),
                        now);
        return new KafkaMessage(
                RobustnessMetrics.keyText(sums.key(), scope).getBytes(StandardCharsets.UTF_8),
                writer.encode(metric));
    }

    private static Instant now(Context context) {
        return Instant.ofEpochMilli(context.timerService().currentProcessingTime());
    }
}
