package dev.midstream.trainer.data;

import dev.midstream.trainer.graph.images.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Prepares batches on all processors while earlier ones are in use, at most {@value #AHEAD} in
 * advance, so that memory use does not grow with the data set. Not thread-safe.
 */
final class Prefetch {
    /** The most batches in preparation or ready, not counting the one in use. */
    static final int AHEAD = 2;

    private static final long IDLE_SECONDS = 2;

    private final BatchMaker maker;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ThreadPoolExecutor executor;
    private final Deque<Pending> pending = new ArrayDeque<>();

    Prefetch(BatchMaker maker) {
        this.maker = maker;
        this.executor =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "images");
                            thread.setDaemon(true);
                            return thread;
                        });
        // Daemon threads, so that a pass need not be closed.
        executor.allowCoreThreadTimeOut(true);
    }

    private record Pending(Batch batch, List<Future<?>> parts) {}

    /** Whether the preparation of another batch may begin. */
    boolean hasRoom() {
        return pending.size() < AHEAD;
    }

    /** Starts to prepare the batch of the images from {@code first} on. */
    void begin(int first, int size) {
        Batch batch = maker.blank(first, size);
        List<Future<?>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int begin = (int) ((long) size * i / threads);
            int end = (int) ((long) size * (i + 1) / threads);
            parts.add(executor.submit(() -> maker.fill(batch, first, begin, end)));
        }
        pending.add(new Pending(batch, parts));
    }

    /**
     * Waits for the batch that was started first.
     *
     * @throws dev.midstream.images.dataset.UnreadableImageException if an image is damaged
     */
    Batch take() {
        Pending first = pending.remove();
        try {
            for (Future<?> part : first.parts) {
                part.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while images were read", e);
        }
        return first.batch;
    }
}
