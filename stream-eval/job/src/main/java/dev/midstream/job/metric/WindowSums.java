package dev.midstream.job.metric;

import dev.midstream.job.eventtime.Windows;
import java.util.Iterator;
import java.util.Map;
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
    // Length of the open windows: a savepoint may have been taken with another --window.
    private final ValueState<Long> openSize;
    // Moment of event time up to which windows are forgotten. The watermark alone does not tell:
    // after a restart there is none at first.
    private final ValueState<Long> forgotten;
    private final ValueState<Long> lateImages;
    private final Counter lateCounter;

    /** Takes windows that are to be reported. */
    interface Reports {
        void report(long startMillis, long endMillis, MetricDelta sums) throws Exception;
    }

    WindowSums(RuntimeContext context, Windows windows) {
        this.windows = windows;
        open =
                context.getMapState(
                        new MapStateDescriptor<>(
                                "windows", Types.LONG, TypeInformation.of(MetricDelta.class)));
        openSize = context.getState(new ValueStateDescriptor<>("window-size", Types.LONG));
        forgotten = context.getState(new ValueStateDescriptor<>("forgotten-until", Types.LONG));
        lateImages = context.getState(new ValueStateDescriptor<>("late-images", Types.LONG));
        lateCounter = context.getMetricGroup().counter(LATE);
    }

    /** Returns how many images of the key were late so far. */
    long late() throws Exception {
        Long late = lateImages.value();
        return late == null ? 0 : late;
    }

    /** Adds sums to their window, and reports it where it has been reported before. */
    void add(WindowedDelta element, TimerService timers, Reports reports) throws Exception {
        endThoseOfOtherSize(reports);
        long start = element.windowStart();
        if (start == Windows.NO_WINDOW || windows.sizeMillis() == 0) {
            return;
        }
        long forgottenAt = windows.forgottenAt(start);
        Long forgottenUntil = forgotten.value();
        if (timers.currentWatermark() >= forgottenAt
                || (forgottenUntil != null && forgottenUntil >= forgottenAt)) {
            long images = element.delta().sums().classification().count();
            lateImages.update(late() + images);
            lateCounter.inc(images);
            return;
        }
        MetricDelta before = open.get(start);
        MetricDelta sums = before == null ? element.delta() : before.plus(element.delta());
        open.put(start, sums);
        openSize.update(windows.sizeMillis());
        timers.registerEventTimeTimer(windows.lastMoment(start));
        timers.registerEventTimeTimer(forgottenAt);
        if (timers.currentWatermark() >= windows.lastMoment(start)) {
            reports.report(start, start + windows.sizeMillis(), sums);
        }
    }

    /** Reports the window that ends at a moment of event time, and forgets those that are due. */
    void onEventTime(long moment, Reports reports) throws Exception {
        endThoseOfOtherSize(reports);
        Iterator<Map.Entry<Long, MetricDelta>> entries = open.iterator();
        while (entries.hasNext()) {
            Map.Entry<Long, MetricDelta> window = entries.next();
            long start = window.getKey();
            if (windows.lastMoment(start) == moment) {
                reports.report(start, start + windows.sizeMillis(), window.getValue());
            }
            if (windows.forgottenAt(start) <= moment) {
                entries.remove();
                forgotten.update(moment);
            }
        }
        if (open.isEmpty()) {
            clear();
        }
    }

    /** Their images are in no window of the present size, so they are reported as they are. */
    private void endThoseOfOtherSize(Reports reports) throws Exception {
        Long size = openSize.value();
        if (size == null || size == windows.sizeMillis()) {
            return;
        }
        for (Map.Entry<Long, MetricDelta> window : open.entries()) {
            long start = window.getKey();
            reports.report(start, start + size, window.getValue());
        }
        clear();
    }

    private void clear() {
        // Else the heap keeps an empty map for the key.
        open.clear();
        openSize.clear();
    }
}
