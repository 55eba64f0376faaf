package dev.midstream.offline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ScorerPoolTest {
    /** What an evaluation does that fails while several chunks are in the works. */
    @Test
    void close_aTaskRunsAndOneWaits_waitsForTheOneAndDropsTheOther() throws Exception {
        ScorerPool pool = ScorerPool.open(List.of(), 1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean end = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean waited = new AtomicBoolean();
        Object unused =
                pool.submit(
                        scorers -> {
                            begun.countDown();
                            // As an engine, it cannot be interrupted.
                            while (!end.get()) {
                                Thread.onSpinWait();
                            }
                            ended.set(true);
                            return "";
                        });
        Object unusedToo = pool.submit(scorers -> waited.getAndSet(true));
        begun.await();
        AtomicBoolean endedAtClose = new AtomicBoolean();
        Thread closing =
                new Thread(
                        () -> {
                            pool.close();
                            endedAtClose.set(ended.get());
                        });
        closing.start();
        // Interrupted, as by Ctrl-C, it still must not close engines under a task.
        closing.interrupt();
        await().until(() -> !closing.isInterrupted());
        end.set(true);
        closing.join();

        assertThat(endedAtClose).isTrue();
        assertThat(waited).isFalse();
    }
}
