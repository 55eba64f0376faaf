package dev.midstream.job.labels;

import dev.midstream.job.state.RunningTime;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * One timer for all that waits under a key, which expires together. What comes later only moves the
 * time of expiry; the timer, when it fires, goes on to that.
 */
final class ExpiryTimers {
    private final ValueState<Expiry> state;
    private final RunningTime time;
    private final InternalTimerService<VoidNamespace> timers;
    private final long timeoutMillis;

    /** What a timer that fires says of the current key. */
    enum Verdict {
        /** What waits has waited long enough. */
        EXPIRED,
        /** Nothing is to be done. */
        WAITS,
        /** Something may wait that has no expiry: it is of a savepoint without. */
        UNKNOWN
    }

    ExpiryTimers(
            ValueState<Expiry> state,
            RunningTime time,
            InternalTimerService<VoidNamespace> timers,
            long timeoutMillis) {
        this.state = state;
        this.time = time;
        this.timers = timers;
        this.timeoutMillis = timeoutMillis;
    }

    /** What waits under the current key does so from now. */
    void restart() throws Exception {
        long expiresAt = time.now() + timeoutMillis;
        Expiry before = state.value();
        long timerAt = before == null ? register(expiresAt) : before.timerAt();
        state.update(new Expiry(expiresAt, timerAt));
    }

    /** Nothing waits under the current key any more. */
    void cancel() throws Exception {
        Expiry before = state.value();
        if (before != null) {
            timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, before.timerAt());
            state.clear();
        }
    }

    /** Handles a timer of the current key; what has expired no longer has an expiry. */
    Verdict fired(long timer) throws Exception {
        Expiry expiry = state.value();
        if (expiry == null) {
            return Verdict.UNKNOWN;
        }
        if (expiry.timerAt() != timer) {
            // A timer of a savepoint in which each image had its own.
            return Verdict.WAITS;
        }
        if (time.now() < expiry.expiresAt()) {
            state.update(new Expiry(expiry.expiresAt(), register(expiry.expiresAt())));
            return Verdict.WAITS;
        }
        state.clear();
        return Verdict.EXPIRED;
    }

    private long register(long expiresAt) {
        long timerAt = time.processingTimeOf(expiresAt);
        timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, timerAt);
        return timerAt;
    }
}
