package dev.midstream.job.summary;

import dev.midstream.RobustnessSummary;
import dev.midstream.SummaryKey;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.evaluation.summary.SummaryCell;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.kafka.TopicFormat;
import dev.midstream.job.metric.MetricDelta;
import dev.midstream.job.state.ReportSchedule;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the latest cumulative sums of every corruption and severity of a point, and reports the
 * means of their figures at most once an interval and at the end of the input.
 *
 * <p>The key of the stream is {@link #keyText}.
 */
public final class Summaries extends KeyedProcessFunction<String, MetricDelta, KafkaMessage> {
    private static final long serialVersionUID = 1L;

    private final int eceBins;
    private final long intervalMillis;
    private final TopicFormat format;

    private transient MapState<String, SummaryPart> parts;
    private transient ReportSchedule schedule;
    private transient AvroWire<RobustnessSummary> wire;

    /** Reports in single-object encoding. */
    public Summaries(int eceBins, Duration interval) {
        this(eceBins, interval, TopicFormat.SINGLE_OBJECT);
    }

    /** Reports in the format of a topic. */
    @SuppressWarnings("NullAway.Init") // Flink calls open() before anything else.
    public Summaries(int eceBins, Duration interval, TopicFormat format) {
        this.format = format;
        this.eceBins = eceBins;
        this.intervalMillis = interval.toMillis();
    }

    /** The key of the summary that cumulative sums are part of. */
    public static String keyText(MetricDelta total) {
        return RobustnessSummaries.keyText(RobustnessSummaries.key(total.key()));
    }

    @Override
    public void open(OpenContext context) throws IOException {
        parts =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "parts",
                                        StringSerializer.INSTANCE,
                                        new SummaryPartSerializer()));
        schedule = new ReportSchedule(getRuntimeContext(), intervalMillis);
        wire = format.writer(RobustnessSummary.class);
    }

    @Override
    public void processElement(MetricDelta total, Context context, Collector<KafkaMessage> out)
            throws Exception {
        parts.put(
                total.key().getCorruption() + "/" + total.key().getSeverity(),
                new SummaryPart.Totals(total));
        schedule.changed(context.timerService());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<KafkaMessage> out)
            throws Exception {
        if (!schedule.takeDue(context.timerService())) {
            return;
        }
        List<SummaryCell> cells = new ArrayList<>();
        SummaryKey key = new SummaryKey();
        for (SummaryPart part : parts.values()) {
            cells.add(part.cell(eceBins));
            key = RobustnessSummaries.key(part.key());
        }
        Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
        out.collect(
                new KafkaMessage(
                        context.getCurrentKey().getBytes(StandardCharsets.UTF_8),
                        wire.encode(RobustnessSummaries.of(key, cells, now))));
    }
}
