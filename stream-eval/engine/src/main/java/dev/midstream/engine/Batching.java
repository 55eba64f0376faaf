package dev.midstream.engine;

import java.io.Serializable;

/**
 * How an engine runs a model.
 *
 * @param batchSize images that one run scores at most
 * @param threads threads that compute one operation. All scorers of a process may share them, in
 *     which case the first one that is opened decides
 * @param precision the number format of convolutions
 * @param processor what computes
 */
public record Batching(int batchSize, int threads, ScoringPrecision precision, Processor processor)
        implements Serializable {
    /** The batch size that the stream and the offline evaluation share by default. */
    public static final int DEFAULT_BATCH_SIZE = 16;

    /** The same on a GPU, which is idle for most of the time with fewer. */
    public static final int DEFAULT_GPU_BATCH_SIZE = 256;

    /**
     * Validates the numbers.
     *
     * @throws IllegalArgumentException if one of them is less than 1
     */
    public Batching {
        requirePositive("batch size", batchSize);
        requirePositive("number of threads", threads);
    }

    /** In float32 on the CPU. */
    public Batching(int batchSize, int threads) {
        this(batchSize, threads, ScoringPrecision.FLOAT32, Processor.CPU);
    }

    /** Returns the default batch size with this number of threads, in float32 on the CPU. */
    public static Batching withThreads(int threads) {
        return new Batching(DEFAULT_BATCH_SIZE, threads);
    }

    /** Returns the same in another precision. */
    public Batching in(ScoringPrecision other) {
        return new Batching(batchSize, threads, other, processor);
    }

    /** Returns the default batch size of what computes. */
    public static int defaultBatchSize(Processor processor) {
        return switch (processor) {
            case CPU -> DEFAULT_BATCH_SIZE;
            case GPU -> DEFAULT_GPU_BATCH_SIZE;
        };
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "Invalid %s: %d. Use 1 or more.".formatted(name, value));
        }
    }
}
