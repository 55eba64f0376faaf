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
 * The open windows of the current key, in keyed state, and the number of images that arrived too
 * late for their window.
 */
final class WindowSums {
    static final String LATE = "midstream_late_images_total";

    private final Windows windows;
    private final MapState<Long, MetricDelta> open;
    // The length of the open windows, which differs from --window if it was changed since a
    // savepoint.
    private final ValueState<Long> openSize;
    // The event time up to which windows are dropped. The watermark is not enough, since there is
    // none immediately after a restart.
    private final ValueState<Long> forgotten;
    private final ValueState<Long> lateImages;
    private final Counter lateCounter;

    /** Receives windows to report. */
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

    /** Returns the number of images of the key that arrived too late so far. */
    long late() throws Exception {
        Long late = lateImages.value();
        return late == null ? 0 : late;
    }

    /** Adds sums to their window, and reports the window if it was reported before. */
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

    /**
     * Reports the window that ends at an event time, and drops those that accept no more images.
     */
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

    /** Reports windows of an earlier size. Their images are in no window of the present size. */
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
        // Otherwise the heap state backend keeps an empty map for the key.
        open.clear();
        openSize.clear();
    }
}
