package dev.midstream.engine.tensorflow;

import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link SavedModelScorer} asks of a SavedModel.
 *
 * @param signature the signature to run
 * @param inputName the name of its input {@code [batch, height, width, channel]}
 * @param outputName the name of its float output, {@code [points, batch, classes]} or {@code
 *     [batch, classes]}
 * @param height of the images in pixels
 * @param width of the images in pixels
 * @param channels of the images
 * @param batchSize how many images are scored at once; fewer are padded to as many
 * @param intraOpThreads threads for one operation. They belong to the process: what {@link
 *     TensorFlowRuntime} was started with first holds
 * @param scaling what pixels go through for a float32 input; empty for a uint8 input, which takes
 *     them as they are
 * @param output what the model answers with
 */
public record ScorerConfiguration(
        String signature,
        String inputName,
        String outputName,
        int height,
        int width,
        int channels,
        int batchSize,
        int intraOpThreads,
        Optional<PixelScaling> scaling,
        Output output) {
    /** What a model answers with. */
    public enum Output {
        /** Numbers whose softmax are the probabilities. */
        LOGITS,
        /** Probabilities; their logarithms serve as logits, so that all figures hold. */
        PROBABILITIES
    }

    /** The batch size that the stream and the offline evaluation share by default. */
    public static final int DEFAULT_BATCH_SIZE = 16;

    public ScorerConfiguration {
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(inputName, "inputName");
        Objects.requireNonNull(outputName, "outputName");
        requirePositive("height", height);
        requirePositive("width", width);
        requirePositive("channels", channels);
        requirePositive("batch size", batchSize);
        requirePositive("intra-op threads", intraOpThreads);
        scaling.ifPresent(pixels -> pixels.table(channels));
        // Throws where one batch would not fit one array.
        Math.multiplyExact(
                Math.multiplyExact(Math.multiplyExact(height, width), channels), batchSize);
    }

    /** A configuration for uint8 input and logits. */
    public ScorerConfiguration(
            String signature,
            String inputName,
            String outputName,
            int height,
            int width,
            int channels,
            int batchSize,
            int intraOpThreads) {
        this(
                signature,
                inputName,
                outputName,
                height,
                width,
                channels,
                batchSize,
                intraOpThreads,
                Optional.empty(),
                Output.LOGITS);
    }

    /** A configuration with the default batch size and all processors. */
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

    /** Returns the same for another signature. */
    ScorerConfiguration withSignature(String newSignature) {
        return new ScorerConfiguration(
                newSignature,
                inputName,
                outputName,
                height,
                width,
                channels,
                batchSize,
                intraOpThreads,
                scaling,
                output);
    }

    /** Returns the same for a model with another input and output. */
    public ScorerConfiguration withFormat(Optional<PixelScaling> newScaling, Output newOutput) {
        return new ScorerConfiguration(
                signature,
                inputName,
                outputName,
                height,
                width,
                channels,
                batchSize,
                intraOpThreads,
                newScaling,
                newOutput);
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
