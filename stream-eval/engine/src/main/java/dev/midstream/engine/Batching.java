package dev.midstream.engine;

import java.io.Serializable;

/**
 * How an engine runs a model.
 *
 * @param batchSize images that one run scores at most
 * @param threads threads that compute one operation. All scorers of a process may share them, in
 *     which case the first one that is opened decides
 */
public record Batching(int batchSize, int threads) implements Serializable {
    /** The batch size that the stream and the offline evaluation share by default. */
    public static final int DEFAULT_BATCH_SIZE = 16;

    /**
     * Validates the numbers.
     *
     * @throws IllegalArgumentException if one of them is less than 1
     */
    public Batching {
        requirePositive("batch size", batchSize);
        requirePositive("number of threads", threads);
    }

    /** Returns the default batch size with this number of threads. */
    public static Batching withThreads(int threads) {
        return new Batching(DEFAULT_BATCH_SIZE, threads);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "Invalid %s: %d. Use 1 or more.".formatted(name, value));
        }
    }
}
