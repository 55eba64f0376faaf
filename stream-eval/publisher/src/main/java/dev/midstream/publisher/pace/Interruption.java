package dev.midstream.publisher.pace;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** On Ctrl-C stops the sending, and keeps the process alive until it has reported what arrived. */
public final class Interruption implements AutoCloseable {

    /** Between the last answer of Kafka and the end of the report. */
    private static final Duration REPORT = Duration.ofSeconds(10);

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Duration patience;
    private final Thread hook;

    /**
     * @param stop ends the sending
     * @param deliveryTimeout after which the producer gives up on a record
     */
    public Interruption(Runnable stop, Duration deliveryTimeout) {
        patience = deliveryTimeout.plus(REPORT);
        hook = new Thread(() -> stopAndWait(stop), "midstream-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stopAndWait(Runnable stop) {
        stop.run();
        try {
            if (!reported.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("Cannot report what arrived: Kafka does not answer.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, because of Ctrl-C: the hook is what waits for this close.
            return;
        }
    }
}
