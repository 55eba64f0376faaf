package dev.midstream.job.intake;

import java.io.Serializable;

/**
 * How far the clock of a publisher may be ahead. An image of a later time would open a window that
 * ends only when that time has come.
 *
 * @param millis in milliseconds; {@link Long#MAX_VALUE} if the time of images does not matter
 */
public record ClockLead(long millis) implements Serializable {
    /** For jobs without windows. */
    public static final ClockLead ANY = new ClockLead(Long.MAX_VALUE);

    /** Returns whether a time is too far ahead of the present, both in milliseconds. */
    public boolean isExceeded(long time, long now) {
        return time > now && time - now > millis;
    }
}
