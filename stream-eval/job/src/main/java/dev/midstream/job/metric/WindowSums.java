package dev.midstream.job.metric;

import dev.midstream.job.eventtime.Windows;
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
    // How long the open windows accept late images; null in savepoints of earlier versions.
    private final ValueState<Long> openLateness;
    // The windows that accepted late images since they were reported.
    private final MapState<Long, Boolean> changed;
    // The last moment of the latest window that was dropped. The watermark is not enough, since
    // there is none immediately after a restart.
    private final ValueState<Long> dropped;
    // When that window was dropped, in savepoints of earlier versions.
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
        openLateness = context.getState(new ValueStateDescriptor<>("window-lateness", Types.LONG));
        changed =
                context.getMapState(
                        new MapStateDescriptor<>("changed-windows", Types.LONG, Types.BOOLEAN));
        dropped = context.getState(new ValueStateDescriptor<>("dropped-until", Types.LONG));
        forgotten = context.getState(new ValueStateDescriptor<>("forgotten-until", Types.LONG));
        lateImages = context.getState(new ValueStateDescriptor<>("late-images", Types.LONG));
        lateCounter = context.getMetricGroup().counter(LATE);
    }

    /** Returns the number of images of the key that arrived too late so far. */
    long late() throws Exception {
        Long late = lateImages.value();
        return late == null ? 0 : late;
    }

    /** Adds sums to their window. One that was reported is reported anew when reports are due. */
    void add(WindowedDelta element, TimerService timers, Reports reports) throws Exception {
        takeUp(timers, reports);
        long start = element.windowStart();
        if (start == Windows.NO_WINDOW || windows.sizeMillis() == 0) {
            return;
        }
        long forgottenAt = windows.forgottenAt(start);
        MetricDelta before = open.get(start);
        if (timers.currentWatermark() >= forgottenAt || (before == null && wasDropped(start))) {
            lateImages.update(late() + element.delta().sums().classification().count());
            lateCounter.inc(element.images());
            return;
        }
        open.put(start, before == null ? element.delta() : before.plus(element.delta()));
        if (before == null) {
            openSize.update(windows.sizeMillis());
            openLateness.update(windows.latenessMillis());
            timers.registerEventTimeTimer(forgottenAt);
        }
        if (timers.currentWatermark() >= windows.lastMoment(start)) {
            changed.put(start, true);
        } else {
            // Also of a window that was reported before a restart, whose timer is gone.
            timers.registerEventTimeTimer(windows.lastMoment(start));
        }
    }

    /** Reports the windows that have changed since they were reported. */
    void reportChanged(Reports reports) throws Exception {
        for (long start : changed.keys()) {
            report(start, reports);
        }
        changed.clear();
    }

    /**
     * Reports the window that ends at an event time, and drops the one that accepts no more images.
     */
    void onEventTime(long moment, TimerService timers, Reports reports) throws Exception {
        takeUp(timers, reports);
        if (windows.sizeMillis() == 0) {
            return;
        }
        long ended = moment - windows.sizeMillis() + 1;
        if (open.contains(ended)) {
            report(ended, reports);
            changed.remove(ended);
        }
        long past = ended - windows.latenessMillis();
        if (open.contains(past)) {
            if (changed.contains(past)) {
                report(past, reports);
                changed.remove(past);
            }
            open.remove(past);
            dropped.update(windows.lastMoment(past));
            forgotten.clear();
            if (open.isEmpty()) {
                clear();
            }
        }
    }

    /** Returns whether a window that is not open was dropped, whatever lateness it accepted. */
    private boolean wasDropped(long start) throws Exception {
        Long until = dropped.value();
        if (until == null) {
            // Later than the last moment, by the lateness of then: some windows that had no image
            // count as dropped, too.
            until = forgotten.value();
        }
        return until != null && until >= windows.lastMoment(start);
    }

    private void report(long start, Reports reports) throws Exception {
        MetricDelta sums = open.get(start);
        if (sums != null) {
            reports.report(start, start + windows.sizeMillis(), sums);
        }
    }

    /** Takes up open windows of a job with other windows. */
    private void takeUp(TimerService timers, Reports reports) throws Exception {
        Long size = openSize.value();
        if (size == null) {
            return;
        }
        if (size != windows.sizeMillis()) {
            // Their images are in no window of the present size.
            for (Map.Entry<Long, MetricDelta> window : open.entries()) {
                long start = window.getKey();
                reports.report(start, start + size, window.getValue());
            }
            clear();
            return;
        }
        Long lateness = openLateness.value();
        if (lateness == null || lateness != windows.latenessMillis()) {
            for (long start : open.keys()) {
                timers.registerEventTimeTimer(windows.forgottenAt(start));
            }
            openLateness.update(windows.latenessMillis());
        }
    }

    private void clear() {
        // Otherwise the heap state backend keeps empty maps for the key.
        open.clear();
        changed.clear();
        openSize.clear();
        openLateness.clear();
    }
}
