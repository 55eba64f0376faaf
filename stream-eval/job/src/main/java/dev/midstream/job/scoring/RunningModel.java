package dev.midstream.job.scoring;

import dev.midstream.engine.IsolatingScorer;
import dev.midstream.engine.Scorer;
import dev.midstream.evaluation.panel.InputPixels;
import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.job.intake.Fault;
import java.util.Optional;

/** An opened model, which answers batches of images. One thread at a time. */
final class RunningModel implements AutoCloseable {
    private final ScoringPlan plan;
    private final IsolatingScorer scorer;

    private RunningModel(ScoringPlan plan, IsolatingScorer scorer) {
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
        int answered;
        try {
            answered = scorer.score(new byte[plan.input().imageBytes()], 1).length;
        } catch (RuntimeException e) {
            scorer.close();
            throw e;
        }
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
        return new RunningModel(
                plan, new IsolatingScorer(scorer, plan.modelId(), plan.input().imageBytes()));
    }

    ScoringPlan plan() {
        return plan;
    }

    /**
     * Scores a batch. An image that makes the engine fail, or of which a logit is not finite, does
     * not hold up the others.
     *
     * @param pixels {@code [images, height, width, channel]} as images are shown; more may follow
     * @throws IllegalStateException if the engine fails with any image; Flink restarts the job
     */
    void score(byte[] pixels, int images, Answers answers) {
        scorer.score(
                InputPixels.of(pixels, plan.input().channels()),
                images,
                new IsolatingScorer.Answers() {
                    @Override
                    public void answered(int image, float[] logits, int index, int scored) {
                        judge(image, plan.layout().answer(logits, index, scored), answers);
                    }

                    @Override
                    public void failed(int image, String reason) {
                        answers.failed(image, Fault.SCORING_FAILED, reason);
                    }
                });
    }

    private void judge(int image, ModelAnswer answer, Answers answers) {
        Optional<String> fault = answer.fault(plan.pointIds());
        if (fault.isPresent()) {
            answers.failed(image, Fault.NON_FINITE_LOGITS, fault.get());
        } else {
            answers.answered(image, answer);
        }
    }

    @Override
    public void close() {
        scorer.close();
    }
}
