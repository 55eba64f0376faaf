package dev.midstream.engine;

import java.util.Arrays;

/**
 * Scores batches so that an image that makes the engine fail does not hold up the others. One
 * thread at a time.
 */
public final class IsolatingScorer implements AutoCloseable {

    private final Scorer scorer;
    private final String modelId;
    private final int imageBytes;

    /**
     * A scorer of a model.
     *
     * @param modelId names the model in messages
     * @param imageBytes of one image
     */
    public IsolatingScorer(Scorer scorer, String modelId, int imageBytes) {
        this.scorer = scorer;
        this.modelId = modelId;
        this.imageBytes = imageBytes;
    }

    /** Takes what becomes of each image of a batch. */
    public interface Answers {

        /**
         * The model has answered.
         *
         * @param image its position in the batch
         * @param logits {@code [points, images, classes]}
         * @param index of the image in the logits
         */
        void answered(int image, float[] logits, int index, int images);

        /**
         * The engine cannot score the image.
         *
         * @param reason one sentence
         */
        void failed(int image, String reason);
    }

    /**
     * Scores a batch.
     *
     * @param pixels {@code [images, height, width, channel]}; more may follow
     * @throws IllegalStateException if the engine fails with any image
     */
    public void score(byte[] pixels, int images, Answers answers) {
        float[] logits;
        try {
            logits = scorer.score(pixels, images);
        } catch (RuntimeException e) {
            scoreOneByOne(pixels, images, answers, e);
            return;
        }
        for (int image = 0; image < images; image++) {
            answers.answered(image, logits, image, images);
        }
    }

    private void scoreOneByOne(
            byte[] pixels, int images, Answers answers, RuntimeException batchFailure) {
        requireHealthy(batchFailure);
        for (int image = 0; image < images; image++) {
            byte[] one = Arrays.copyOfRange(pixels, image * imageBytes, (image + 1) * imageBytes);
            float[] logits;
            try {
                logits = scorer.score(one, 1);
            } catch (RuntimeException e) {
                answers.failed(
                        image,
                        "The model %s cannot score the image: %s."
                                .formatted(modelId, firstLine(e)));
                continue;
            }
            answers.answered(image, logits, 0, 1);
        }
    }

    /** The engine itself may have failed; then no image is to blame. */
    private void requireHealthy(RuntimeException batchFailure) {
        try {
            scorer.score(new byte[imageBytes], 1);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "Cannot score with %s: the engine fails with any image: %s."
                            .formatted(modelId, firstLine(e)),
                    batchFailure);
        }
    }

    private static String firstLine(RuntimeException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    @Override
    public void close() {
        scorer.close();
    }
}
