package dev.midstream.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;

class SteppedTimersTest {
    private final SetClock clock = new SetClock();
    private final SteppedTimers timers = new SteppedTimers(clock);
    private final List<Long> called = new ArrayList<>();

    @Test
    void registerTimer_timeInTheFuture_callsThenWithIt() throws Exception {
        timers.registerTimer(4500, called::add);
        clock.elapse(4499);
        assertThat(called).isEmpty();

        clock.elapse(1);

        assertThat(called).containsExactly(4500L);
    }

    @Test
    void registerTimer_clockSetForwardBeyondIt_callsWithinASecond() throws Exception {
        timers.registerTimer(1_500_000, called::add);
        clock.elapse(100);
        clock.set(1_500_000);

        clock.elapse(SteppedTimers.STEP_MILLIS);

        assertThat(called).containsExactly(1_500_000L);
    }

    @Test
    void registerTimer_clockSetBackMeanwhile_waitsForIt() throws Exception {
        timers.registerTimer(2500, called::add);
        clock.set(-10_000);
        clock.elapse(12_000);
        assertThat(called).isEmpty();

        clock.elapse(500 + SteppedTimers.STEP_MILLIS);

        assertThat(called).containsExactly(2500L);
    }

    @Test
    void cancel_inAnyStep_callsNothing() throws Exception {
        ScheduledFuture<?> first = timers.registerTimer(4500, called::add);
        ScheduledFuture<?> second = timers.registerTimer(4500, called::add);
        first.cancel(false);
        clock.elapse(2000);
        second.cancel(false);

        clock.elapse(10_000);

        assertThat(called).isEmpty();
        assertThat(first.isCancelled()).isTrue();
    }
}
