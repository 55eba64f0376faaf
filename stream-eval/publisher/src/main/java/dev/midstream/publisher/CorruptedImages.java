package dev.midstream.publisher;

import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.dataset.UnreadableImageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The encoded pixels of a plan's records in the order in which they are sent, read and corrupted
 * ahead on all cores. At most {@code 16 * cores} of them, and those of the block being sent, are in
 * memory.
 */
final class CorruptedImages implements AutoCloseable {

    /** Records of a task: handing over each of them would cost more than a clean one itself. */
    static final int BLOCK = 4;

    static final int BLOCKS_PER_CORE = 4;

    private final PublishPlan plan;
    private final RecordOrder order;
    private final PixelEncoding encoding;
    private final Corruptor corruptor;
    private final ExecutorService workers;
    private final int ahead;
    private final Deque<Future<byte[][]>> pending = new ArrayDeque<>();
    private long submitted;
    private byte[][] block = new byte[0][];
    private int taken;

    CorruptedImages(PublishPlan plan, RecordOrder order, PublishConfiguration configuration) {
        this.plan = plan;
        this.order = order;
        this.encoding = configuration.encoding();
        this.corruptor = configuration.corruptor();
        int cores = Runtime.getRuntime().availableProcessors();
        this.ahead = cores * BLOCKS_PER_CORE;
        this.workers =
                Executors.newFixedThreadPool(
                        cores,
                        task -> {
                            Thread thread = new Thread(task, "midstream-corruptor");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * Returns the pixels of the next record; call it once for each.
     *
     * @throws UnreadableImageException if its file is damaged
     */
    byte[] next() throws InterruptedException {
        if (taken == block.length) {
            block = nextBlock();
            taken = 0;
        }
        return block[taken++];
    }

    private byte[][] nextBlock() throws InterruptedException {
        while (pending.size() < ahead && submitted < order.size()) {
            long first = submitted;
            submitted = Math.min(order.size(), first + BLOCK);
            int length = (int) (submitted - first);
            pending.add(workers.submit(() -> encoded(first, length)));
        }
        try {
            return pending.remove().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnreadableImageException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException("Cannot corrupt an image: " + e.getMessage(), e);
        }
    }

    private byte[][] encoded(long first, int length) {
        byte[][] pixels = new byte[length][];
        for (int i = 0; i < length; i++) {
            pixels[i] = encoding.encode(plan.image(order.record(first + i), corruptor));
        }
        return pixels;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
