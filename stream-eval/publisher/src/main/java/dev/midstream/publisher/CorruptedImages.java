package dev.midstream.publisher;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.Corruptor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The encoded pixels of a plan's records in the plan's order, computed ahead on all cores. At most
 * {@code 8 * cores} of them are in memory.
 */
final class CorruptedImages implements AutoCloseable {

    private static final int AHEAD_PER_CORE = 8;

    private final PublishPlan plan;
    private final PixelEncoding encoding;
    private final Corruptor corruptor;
    private final ExecutorService workers;
    private final int ahead;
    private final Deque<Future<byte[]>> pending = new ArrayDeque<>();
    private long submitted;

    CorruptedImages(PublishPlan plan, PublishConfiguration configuration) {
        this.plan = plan;
        this.encoding = configuration.encoding();
        this.corruptor = new Corruptor(configuration.seed());
        int cores = Runtime.getRuntime().availableProcessors();
        this.ahead = cores * AHEAD_PER_CORE;
        this.workers =
                Executors.newFixedThreadPool(
                        cores,
                        task -> {
                            Thread thread = new Thread(task, "midstream-corruptor");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Returns the pixels of the next record; call it once for each record of the plan. */
    byte[] next() throws InterruptedException {
        while (pending.size() < ahead && submitted < plan.size()) {
            long record = submitted++;
            pending.add(workers.submit(() -> encoded(record)));
        }
        try {
            return pending.remove().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot corrupt an image: " + e.getMessage(), e);
        }
    }

    private byte[] encoded(long record) {
        int image = plan.imageOf(record);
        Condition condition = plan.conditions().get(plan.conditionOf(record));
        return encoding.encode(
                corruptor.apply(
                        plan.images().image(image), plan.images().imageId(image), condition));
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
