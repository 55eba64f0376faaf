package dev.midstream.job.eventtime;

import java.io.Serializable;
import java.time.Duration;

/**
 * Tumbling windows of event time, aligned to the epoch.
 *
 * @param sizeMillis their length; 0 for no windows
 * @param outOfOrdernessMillis how much later than a younger image an image may come within its
 *     partition
 * @param latenessMillis how long after its end a window still takes images
 */
public record Windows(long sizeMillis, long outOfOrdernessMillis, long latenessMillis)
        implements Serializable {
    /** The start of what lies in no window. */
    public static final long NO_WINDOW = Long.MIN_VALUE;

    /** No windows at all. */
    public static final Windows NONE = new Windows(0, 0, 0);

    /** The windows of the given durations; without any where {@code size} is zero. */
    public static Windows of(Duration size, Duration outOfOrderness, Duration lateness) {
        return new Windows(size.toMillis(), outOfOrderness.toMillis(), lateness.toMillis());
    }

    /** Returns the start of the window that a time lies in, or {@link #NO_WINDOW}. */
    public long startOf(long timeMillis) {
        if (sizeMillis == 0 || timeMillis < 0) {
            return NO_WINDOW;
        }
        return timeMillis - timeMillis % sizeMillis;
    }

    /** Returns the last moment of a window; that of {@link Long#MAX_VALUE} is the end of time. */
    public long lastMoment(long start) {
        return sizeMillis == 0 ? Long.MAX_VALUE : saturated(start, sizeMillis - 1);
    }

    /** Returns the moment of event time at which a window is forgotten. */
    public long forgottenAt(long start) {
        return saturated(lastMoment(start), latenessMillis);
    }

    /** Returns how long a partition may be silent before its windows are taken for complete. */
    public long patienceMillis() {
        return sizeMillis + outOfOrdernessMillis;
    }

    private static long saturated(long time, long more) {
        return time > Long.MAX_VALUE - more ? Long.MAX_VALUE : time + more;
    }
}
