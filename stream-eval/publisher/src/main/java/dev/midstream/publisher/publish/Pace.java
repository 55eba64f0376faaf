package dev.midstream.publisher.publish;

import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps a run to its rate and lets another thread end it, even while it waits. */
final class Pace {

    private final OptionalDouble rate;
    private final CountDownLatch stop = new CountDownLatch(1);

    Pace(OptionalDouble rate) {
        this.rate = rate;
    }

    void stop() {
        stop.countDown();
    }

    /** Returns how long a record has to wait, in nanoseconds. */
    long untilDue(long record, long elapsedNanos) {
        return rate.isPresent() ? (long) (record / rate.getAsDouble() * 1e9) - elapsedNanos : 0;
    }

    /**
     * Waits until a record is due.
     *
     * @param record its number in the run
     * @param elapsedNanos time since the run started
     * @return whether to send it; false if the run was stopped
     */
    boolean await(long record, long elapsedNanos) throws InterruptedException {
        if (rate.isPresent()) {
            return !stop.await(untilDue(record, elapsedNanos), TimeUnit.NANOSECONDS);
        }
        return stop.getCount() > 0;
    }
}
