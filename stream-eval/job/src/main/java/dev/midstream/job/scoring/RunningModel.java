package dev.midstream.job.scoring;

import dev.midstream.engine.Scorer;
import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.job.intake.Fault;
import java.util.Arrays;

/** An opened model, which answers batches of images. One thread at a time. */
final class RunningModel implements AutoCloseable {
    private final ScoringPlan plan;
    private final Scorer scorer;

    private RunningModel(ScoringPlan plan, Scorer scorer) {
        this.plan = plan;
        this.scorer = scorer;
    }

    /** Takes what becomes of each image of a batch. */
    interface Answers {
        void answered(int image, ModelAnswer answer);

        void failed(int image, Fault fault, String reason);
    }

    /**
     * Opens a model and lets it answer a black image.
     *
     * @throws IllegalStateException if it does not answer as its manifest promises
     */
    static RunningModel open(ScoringPlan plan, ScorerOpener opener) throws Exception {
        Scorer scorer = opener.open(plan);
        int answered = scorer.score(new byte[plan.input().imageBytes()], 1).length;
        int promised = plan.pointIds().size() * plan.input().classes();
        if (answered != promised) {
            scorer.close();
            throw new IllegalStateException(
                    "Cannot score with the model in "
                            + plan.location()
                            + ": it answers "
                            + answered
                            + " logits where its manifest promises "
                            + promised
                            + ". Export the model again.");
        }
        return new RunningModel(plan, scorer);
    }

    ScoringPlan plan() {
        return plan;
    }

    /**
     * Scores a batch. An image that makes the engine fail, or of which a logit is not finite, does
     * not hold up the others.
     *
     * @param pixels {@code [images, height, width, channel]}; more may follow
     * @throws IllegalStateException if the engine fails with any image
     */
    void score(byte[] pixels, int images, Answers answers) {
        float[] logits;
        try {
            logits = scorer.score(pixels, images);
        } catch (RuntimeException e) {
            scoreOneByOne(pixels, images, answers, e);
            return;
        }
        for (int image = 0; image < images; image++) {
            select(logits, image, images, image, answers);
        }
    }

    private void scoreOneByOne(
            byte[] pixels, int images, Answers answers, RuntimeException batchFailure) {
        requireHealthy(batchFailure);
        int imageBytes = plan.input().imageBytes();
        for (int image = 0; image < images; image++) {
            byte[] one = Arrays.copyOfRange(pixels, image * imageBytes, (image + 1) * imageBytes);
            float[] logits;
            try {
                logits = scorer.score(one, 1);
            } catch (RuntimeException e) {
                answers.failed(
                        image,
                        Fault.SCORING_FAILED,
                        "The model %s cannot score the image: %s."
                                .formatted(plan.modelId(), firstLine(e)));
                continue;
            }
            select(logits, 0, 1, image, answers);
        }
    }

    /** The engine itself may have failed; then no image is to blame, and Flink restarts the job. */
    private void requireHealthy(RuntimeException batchFailure) {
        try {
            scorer.score(new byte[plan.input().imageBytes()], 1);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "Cannot score with %s: the engine fails with any image: %s."
                            .formatted(plan.modelId(), firstLine(e)),
                    batchFailure);
        }
    }

    private void select(float[] logits, int index, int images, int image, Answers answers) {
        ModelAnswer answer = plan.layout().answer(logits, index, images);
        int classes = plan.input().classes();
        int scored = plan.pointIds().size() * classes;
        for (int i = 0; i < scored; i++) {
            if (!Float.isFinite(answer.logits()[i])) {
                answers.failed(
                        image,
                        Fault.NON_FINITE_LOGITS,
                        "Point %s of model %s answers %s for class %d."
                                .formatted(
                                        plan.pointIds().get(i / classes),
                                        plan.modelId(),
                                        answer.logits()[i],
                                        i % classes));
                return;
            }
        }
        answers.answered(image, answer);
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        scorer.close();
    }
}
