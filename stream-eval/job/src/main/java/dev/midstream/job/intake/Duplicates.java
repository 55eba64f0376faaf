package dev.midstream.job.intake;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Drops and counts images that came before: the same run, image, corruption and severity, within a
 * time.
 *
 * <p>The key of the stream is {@link #key}.
 */
public final class Duplicates extends KeyedProcessFunction<String, LabelledImage, LabelledImage> {
    static final String DUPLICATES = "midstream_duplicates_total";

    private static final long serialVersionUID = 1L;

    private final Duration memory;

    private transient ValueState<Boolean> seen;
    private transient Counter duplicates;

    /**
     * @param memory for how long an image is remembered, from when it came first
     */
    @SuppressWarnings("NullAway.Init") // Flink calls open() before anything else.
    public Duplicates(Duration memory) {
        this.memory = memory;
    }

    /** What two images have in common that are the same. */
    public static String key(LabelledImage image) {
        ImageContext context = image.context();
        // With the lengths, no two images have the same key.
        return context.runId().length()
                + ":"
                + context.runId()
                + context.imageId().length()
                + ":"
                + context.imageId()
                + context.severity()
                + context.corruption();
    }

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<Boolean> descriptor =
                new ValueStateDescriptor<>("seen", Types.BOOLEAN);
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(memory)
                        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                        .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
                        .build());
        seen = getRuntimeContext().getState(descriptor);
        duplicates = getRuntimeContext().getMetricGroup().counter(DUPLICATES);
    }

    @Override
    public void processElement(LabelledImage image, Context context, Collector<LabelledImage> out)
            throws Exception {
        if (seen.value() != null) {
            duplicates.inc();
            return;
        }
        seen.update(true);
        out.collect(image);
    }
}
