package dev.midstream.images.download;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the body of an answer and gives it up when nothing comes for too long: the time limit of a
 * request of {@link java.net.http.HttpClient} ends with the headers.
 */
final class StallWatch implements Closeable {
    private final InputStream body;
    private final Duration limit;
    private final AtomicBoolean stalled = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "download-stall");
                        thread.setDaemon(true);
                        return thread;
                    });

    StallWatch(InputStream body, Duration limit) {
        this.body = body;
        this.limit = limit;
    }

    /**
     * Reads some bytes; returns -1 at the end.
     *
     * @throws IOException if none come within the limit, too
     */
    int read(byte[] buffer) throws IOException {
        ScheduledFuture<?> end =
                timer.schedule(this::giveUp, limit.toMillis(), TimeUnit.MILLISECONDS);
        int count;
        try {
            count = body.read(buffer);
        } catch (IOException e) {
            throw stalled.get() ? stall(e) : e;
        } finally {
            end.cancel(false);
        }
        if (count < 0 && stalled.get()) {
            throw stall(new IOException("closed"));
        }
        return count;
    }

    private IOException stall(IOException cause) {
        return new IOException("nothing came for %d s".formatted(limit.toSeconds()), cause);
    }

    /** Ends a read that waits in another thread. */
    private void giveUp() {
        stalled.set(true);
        try {
            body.close();
        } catch (IOException e) {
            // It is given up in any case.
        }
    }

    /** Ends the watch, and leaves the body open. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
