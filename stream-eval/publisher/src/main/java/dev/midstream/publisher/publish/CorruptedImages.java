package dev.midstream.publisher.publish;

import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.UnreadableImageException;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.publisher.image.PixelEncoding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The encoded pixels of a plan's records in the order in which they are sent, read and corrupted
 * ahead on all cores. At most two blocks of 256 KiB for each core, and the one being sent, are in
 * memory.
 */
final class CorruptedImages implements AutoCloseable {

    static final int BLOCKS_PER_CORE = 2;

    private static final int BLOCK_BYTES = 256 * 1024;
    private static final int MAX_BLOCK = 64;

    private final TestPlan plan;
    private final RecordOrder order;
    private final PixelEncoding encoding;
    private final ExecutorService workers;
    private final int ahead;
    private final int blockLength;
    private final Deque<Future<byte[][]>> pending = new ArrayDeque<>();
    private long submitted;
    private byte[][] block = new byte[0][];
    private int taken;

    CorruptedImages(TestPlan plan, RecordOrder order, PixelEncoding encoding) {
        this.plan = plan;
        this.order = order;
        this.encoding = encoding;
        int cores = Runtime.getRuntime().availableProcessors();
        this.ahead = cores * BLOCKS_PER_CORE;
        this.blockLength = blockLength(plan.images());
        this.workers =
                Executors.newFixedThreadPool(
                        cores,
                        task -> {
                            Thread thread = new Thread(task, "midstream-corruptor");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Records of a task: handing over one alone would cost more than a small clean one itself. */
    static int blockLength(ImageDataset images) {
        long bytes = (long) images.height() * images.width() * images.channels();
        return (int) Math.max(1, Math.min(MAX_BLOCK, BLOCK_BYTES / bytes));
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
            submitted = Math.min(order.size(), first + blockLength);
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
            pixels[i] = encoding.encode(plan.image(order.record(first + i)));
        }
        return pixels;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
