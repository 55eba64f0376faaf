package dev.midstream.job.metric;

import dev.midstream.job.eventtime.Windows;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;

/**
 * The windows of the current key that are not forgotten yet, in keyed state, and how many images
 * came too late for theirs.
 */
final class WindowSums {
    static final String LATE = "midstream_late_images_total";

    private final Windows windows;
    private final MapState<Long, MetricDelta> open;
    // Moment of event time up to which windows are forgotten. The watermark alone does not tell:
    // after a restart there is none at first.
    private final ValueState<Long> forgotten;
    private final ValueState<Long> lateImages;
    private final Counter lateCounter;

    WindowSums(RuntimeContext context, Windows windows) {
        this.windows = windows;
        open =
                context.getMapState(
                        new MapStateDescriptor<>(
                                "windows", Types.LONG, TypeInformation.of(MetricDelta.class)));
        forgotten = context.getState(new ValueStateDescriptor<>("forgotten-until", Types.LONG));
        lateImages = context.getState(new ValueStateDescriptor<>("late-images", Types.LONG));
        lateCounter = context.getMetricGroup().counter(LATE);
    }

    /** Returns how many images of the key were late so far. */
    long late() throws Exception {
        Long late = lateImages.value();
        return late == null ? 0 : late;
    }

    /**
     * Adds sums to their window.
     *
     * @return the window, where it has been reported before and has to be again
     */
    Optional<WindowedDelta> add(WindowedDelta element, TimerService timers) throws Exception {
        long start = element.windowStart();
        if (start == Windows.NO_WINDOW || windows.sizeMillis() == 0) {
            return Optional.empty();
        }
        long forgottenAt = windows.forgottenAt(start);
        Long forgottenUntil = forgotten.value();
        if (timers.currentWatermark() >= forgottenAt
                || (forgottenUntil != null && forgottenUntil >= forgottenAt)) {
            long images = element.delta().sums().classification().count();
            lateImages.update(late() + images);
            lateCounter.inc(images);
            return Optional.empty();
        }
        MetricDelta before = open.get(start);
        MetricDelta sums = before == null ? element.delta() : before.plus(element.delta());
        open.put(start, sums);
        timers.registerEventTimeTimer(windows.lastMoment(start));
        timers.registerEventTimeTimer(forgottenAt);
        return timers.currentWatermark() >= windows.lastMoment(start)
                ? Optional.of(new WindowedDelta(start, sums))
                : Optional.empty();
    }

    /** Returns the window that ends at a moment of event time, and forgets those that are due. */
    Optional<WindowedDelta> onEventTime(long moment) throws Exception {
        Optional<WindowedDelta> ended = Optional.empty();
        Iterator<Map.Entry<Long, MetricDelta>> entries = open.iterator();
        while (entries.hasNext()) {
            Map.Entry<Long, MetricDelta> window = entries.next();
            if (windows.lastMoment(window.getKey()) == moment) {
                ended = Optional.of(new WindowedDelta(window.getKey(), window.getValue()));
            }
            if (windows.forgottenAt(window.getKey()) <= moment) {
                entries.remove();
                forgotten.update(moment);
            }
        }
        if (open.isEmpty()) {
            // Else the heap keeps an empty map for the key.
            open.clear();
        }
        return ended;
    }
}
