package dev.midstream.job.eventtime;

import java.io.Serializable;
import java.time.Duration;

/**
 * Tumbling windows of event time, aligned to the epoch.
 *
 * @param sizeMillis their length in milliseconds; 0 for no windows
 * @param outOfOrdernessMillis how far the event time of an image may be behind the latest of its
 *     partition, in milliseconds
 * @param latenessMillis how long after its end a window accepts late images, in milliseconds
 */
public record Windows(long sizeMillis, long outOfOrdernessMillis, long latenessMillis)
        implements Serializable {
    /** The window start of images that are in no window. */
    public static final long NO_WINDOW = Long.MIN_VALUE;

    /** No windows at all. */
    public static final Windows NONE = new Windows(0, 0, 0);

    /** The windows of the given durations; no windows if {@code size} is zero. */
    public static Windows of(Duration size, Duration outOfOrderness, Duration lateness) {
        return new Windows(size.toMillis(), outOfOrderness.toMillis(), lateness.toMillis());
    }

    /** Returns the start of the window that contains a time, or {@link #NO_WINDOW}. */
    public long startOf(long timeMillis) {
        if (sizeMillis == 0 || timeMillis < 0) {
            return NO_WINDOW;
        }
        return timeMillis - timeMillis % sizeMillis;
    }

    /** Returns the last millisecond of a window, at most {@link Long#MAX_VALUE}. */
    public long lastMoment(long start) {
        return sizeMillis == 0 ? Long.MAX_VALUE : saturated(start, sizeMillis - 1);
    }

    /** Returns the event time at which a window is dropped. */
    public long forgottenAt(long start) {
        return saturated(lastMoment(start), latenessMillis);
    }

    /** Returns how long a partition may be silent before its windows count as complete. */
    public long patienceMillis() {
        return sizeMillis + outOfOrdernessMillis;
    }

    private static long saturated(long time, long more) {
        return time > Long.MAX_VALUE - more ? Long.MAX_VALUE : time + more;
    }
}
