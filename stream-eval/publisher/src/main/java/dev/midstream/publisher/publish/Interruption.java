package dev.midstream.publisher.publish;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** On Ctrl-C stops the run, and keeps the process alive until it has reported what arrived. */
final class Interruption implements AutoCloseable {

    /** The producer gives up on a record after its delivery timeout of half a minute. */
    private static final int PATIENCE_SECONDS = 40;

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;

    Interruption(Runnable stop) {
        hook = new Thread(() -> stopAndWait(stop), "midstream-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stopAndWait(Runnable stop) {
        stop.run();
        try {
            if (!reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
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
