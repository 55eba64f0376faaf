package dev.midstream.job.metric;

import dev.midstream.metrics.ClassificationFigures;
import java.time.Clock;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * The sink that shows cumulative sums as Flink metrics ({@link FigureGauges}). Its input is
 * partitioned by {@link FigureGauges#seriesText}, so that no two subtasks show the same series.
 */
public final class FigureGaugeSink implements Sink<MetricDelta> {
    private static final long serialVersionUID = 1L;

    private static final int MAX_SERIES = 10_000;

    private final int eceBins;

    public FigureGaugeSink(int eceBins) {
        this.eceBins = eceBins;
    }

    /** The key to partition by. */
    public static String partitionKey(MetricDelta total) {
        return FigureGauges.seriesText(total.key());
    }

    @Override
    public SinkWriter<MetricDelta> createWriter(WriterInitContext context) {
        return new Writer(new FigureGauges(context.metricGroup(), MAX_SERIES, Clock.systemUTC()));
    }

    private final class Writer implements SinkWriter<MetricDelta> {
        private final FigureGauges gauges;

        Writer(FigureGauges gauges) {
            this.gauges = gauges;
        }

        @Override
        public void write(MetricDelta total, Context context) {
            gauges.show(
                    total.key(), ClassificationFigures.of(total.sums().classification(), eceBins));
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
