package dev.midstream.engine;

import java.util.Objects;

/**
 * What a {@link SavedModelScorer} asks of a SavedModel.
 *
 * @param signature the signature to run
 * @param inputName the name of its uint8 input {@code [batch, height, width, channel]}
 * @param outputName the name of its float output, {@code [points, batch, classes]} or {@code
 *     [batch, classes]}
 * @param height of the images in pixels
 * @param width of the images in pixels
 * @param channels of the images
 * @param batchSize how many images are scored at once; fewer are padded to as many
 * @param intraOpThreads threads for one operation. They belong to the process: what {@link
 *     TensorFlowRuntime} was started with first holds
 */
public record ScorerConfiguration(
        String signature,
        String inputName,
        String outputName,
        int height,
        int width,
        int channels,
        int batchSize,
        int intraOpThreads) {
    /** The batch size that the stream and the offline evaluation share by default. */
    public static final int DEFAULT_BATCH_SIZE = 32;

    public ScorerConfiguration {
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(inputName, "inputName");
        Objects.requireNonNull(outputName, "outputName");
        requirePositive("height", height);
        requirePositive("width", width);
        requirePositive("channels", channels);
        requirePositive("batch size", batchSize);
        requirePositive("intra-op threads", intraOpThreads);
        // Throws where one batch would not fit one array.
        Math.multiplyExact(
                Math.multiplyExact(Math.multiplyExact(height, width), channels), batchSize);
    }

    /** A configuration with batch size 32 and all processors. */
    public ScorerConfiguration(
            String signature,
            String inputName,
            String outputName,
            int height,
            int width,
            int channels) {
        this(
                signature,
                inputName,
                outputName,
                height,
                width,
                channels,
                DEFAULT_BATCH_SIZE,
                Runtime.getRuntime().availableProcessors());
    }

    /** Returns the same with another batch size. */
    public ScorerConfiguration withBatchSize(int newBatchSize) {
        return new ScorerConfiguration(
                signature,
                inputName,
                outputName,
                height,
                width,
                channels,
                newBatchSize,
                intraOpThreads);
    }

    /** Returns the same with another number of threads per operation. */
    public ScorerConfiguration withIntraOpThreads(int newIntraOpThreads) {
        return new ScorerConfiguration(
                signature,
                inputName,
                outputName,
                height,
                width,
                channels,
                batchSize,
                newIntraOpThreads);
    }

    /** Returns the number of bytes of one image. */
    public int imageBytes() {
        return height * width * channels;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "Invalid scorer configuration: " + name + " must be at least 1, not " + value);
        }
    }
}
