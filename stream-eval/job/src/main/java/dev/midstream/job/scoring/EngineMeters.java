package dev.midstream.job.scoring;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/**
 * What each model's engine does with batches, as histograms of the latest thousand in the metric
 * group {@code model}: how long it takes, and how full they are.
 */
final class EngineMeters {
    /** The time that an engine takes for a batch, in microseconds. */
    static final String LATENCY = "midstream_engine_microseconds";

    /** Images of a batch, in percent of the largest. */
    static final String FILL = "midstream_batch_fill_percent";

    private static final int LATEST = 1000;
    private static final long NANOS_A_MICROSECOND = 1000;
    private static final long PERCENT = 100;

    private final MetricGroup parent;
    private final int largestBatch;
    private final LongSupplier nanos;
    private final Map<String, Meter> meters = new HashMap<>();

    /**
     * @param largestBatch images in a batch that is full
     * @param nanos a clock, in nanoseconds
     */
    EngineMeters(MetricGroup parent, int largestBatch, LongSupplier nanos) {
        this.parent = parent;
        this.largestBatch = largestBatch;
        this.nanos = nanos;
    }

    /** Something that an engine does. */
    interface Call {
        void run() throws Exception;
    }

    private record Meter(MetricGroup group, Histogram latency, Histogram fill) {
        static Meter in(MetricGroup group) {
            return new Meter(
                    group,
                    group.histogram(LATENCY, new DescriptiveStatisticsHistogram(LATEST)),
                    group.histogram(FILL, new DescriptiveStatisticsHistogram(LATEST)));
        }
    }

    /** Lets a model score a batch, and measures it. */
    void measure(String modelId, int images, Call call) throws Exception {
        Meter meter = meters.computeIfAbsent(modelId, id -> Meter.in(parent.addGroup("model", id)));
        long start = nanos.getAsLong();
        call.run();
        meter.latency().update((nanos.getAsLong() - start) / NANOS_A_MICROSECOND);
        meter.fill().update(PERCENT * images / largestBatch);
    }

    /** Takes the histograms of all other models back, so that their number does not grow. */
    void keep(Collection<RunningModel> models) {
        if (meters.size() <= models.size()) {
            return;
        }
        var ids = models.stream().map(model -> model.plan().modelId()).collect(Collectors.toSet());
        meters.entrySet()
                .removeIf(
                        entry -> {
                            boolean gone = !ids.contains(entry.getKey());
                            // Flink's interface has no way to take metrics back.
                            if (gone
                                    && entry.getValue().group()
                                            instanceof AbstractMetricGroup<?> group) {
                                group.close();
                            }
                            return gone;
                        });
    }
}
