package dev.midstream.publisher.pace;

import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps sending to its rate and lets another thread end it, even while it waits. */
public final class Pace {

    private final OptionalDouble rate;
    private final CountDownLatch stop = new CountDownLatch(1);

    /**
     * @param rate records a second at most; empty for no limit
     */
    public Pace(OptionalDouble rate) {
        this.rate = rate;
    }

    /** Ends the sending. */
    public void stop() {
        stop.countDown();
    }

    /** Whether the sending was ended. */
    public boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** Returns how long a record has to wait, in nanoseconds. */
    public long untilDue(long record, long elapsedNanos) {
        return rate.isPresent() ? (long) (record / rate.getAsDouble() * 1e9) - elapsedNanos : 0;
    }

    /**
     * Waits until a record is due.
     *
     * @param record its number, from 0
     * @param elapsedNanos time since the sending started
     * @return whether to send it; false if the sending was ended
     */
    public boolean await(long record, long elapsedNanos) throws InterruptedException {
        if (rate.isPresent()) {
            return !stop.await(untilDue(record, elapsedNanos), TimeUnit.NANOSECONDS);
        }
        return !isStopped();
    }
}
