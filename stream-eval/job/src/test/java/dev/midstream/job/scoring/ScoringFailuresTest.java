package dev.midstream.job.scoring;

import static dev.midstream.job.scoring.PixelScoring.harness;
import static dev.midstream.job.scoring.PixelScoring.numbers;
import static dev.midstream.job.scoring.PixelScoring.process;
import static dev.midstream.job.scoring.PixelScoring.sumOfPixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.midstream.DeadLetter;
import dev.midstream.job.scoring.FakeScorer.Scoring;
import org.junit.jupiter.api.Test;

/** What the scoring operator does when an engine fails or answers what it must not. */
final class ScoringFailuresTest {
    @Test
    void open_modelAnswersTooLittle_saysSo() throws Exception {
        try (var harness = harness((pixels, images) -> new float[images])) {
            assertThatThrownBy(harness::open)
                    .hasMessage(
                            "Cannot score with the model in /models/m: it answers 1 logits where"
                                    + " its manifest promises 4. Export the model again.");
        }
    }

    @Test
    void processElement_logitThatIsNotFinite_deadLetterForThatImageAlone() throws Exception {
        try (var harness = harness(ScoringFailuresTest::notANumberForTwo)) {
            harness.open();
            process(harness, 0, 4);
            assertThat(numbers(harness)).containsExactly(0, 1, 3);
            DeadLetter letter = ScoringHarness.letters(harness).get(0);
            assertThat(ScoringHarness.letters(harness)).hasSize(1);
            assertThat(letter.getReason()).isEqualTo("Point c of model m answers NaN for class 1.");
            assertThat(letter.getFault()).isEqualTo("NON_FINITE_LOGITS");
            assertThat(letter.getOffset()).isEqualTo(2);
            assertThat(letter.getTopic()).isEqualTo("images");
            assertThat(letter.getImage().getModelId()).isEqualTo("m");
            assertThat(letter.getImage().getRunId()).isNotBlank();
            assertThat(letter.getImage().getImageId()).isNotBlank();
        }
    }

    @Test
    void processElement_engineFailsWithOneImage_theOthersAreScored() throws Exception {
        try (var harness = harness(ScoringFailuresTest::failsWithTwo)) {
            harness.open();
            process(harness, 0, 4);
            assertThat(numbers(harness)).containsExactly(0, 1, 3);
            assertThat(ScoringHarness.letters(harness))
                    .extracting(DeadLetter::getFault, DeadLetter::getReason)
                    .containsExactly(
                            tuple(
                                    "SCORING_FAILED",
                                    "The model m cannot score the image: no twos."));
        }
    }

    @Test
    void processElement_engineFailsWithAnyImage_theJobRestarts() throws Exception {
        Broken scoring = new Broken();
        try (var harness = harness(scoring)) {
            harness.open();
            Broken.broken = true;
            process(harness, 0, 3);
            assertThatThrownBy(() -> process(harness, 3, 4))
                    .hasMessage(
                            "Cannot score with m: the engine fails with any image: out of order.");
        } finally {
            Broken.broken = false;
        }
    }

    private static float[] notANumberForTwo(byte[] pixels, int images) {
        float[] logits = sumOfPixels(pixels, images);
        for (int i = 0; i < images; i++) {
            if (pixels[i] == 2) {
                logits[(images + i) * 2 + 1] = Float.NaN;
            }
        }
        return logits;
    }

    private static float[] failsWithTwo(byte[] pixels, int images) {
        for (int i = 0; i < images; i++) {
            if (pixels[i] == 2) {
                throw new IllegalStateException("no twos");
            }
        }
        return sumOfPixels(pixels, images);
    }

    /** Scores until it is told not to; the operator holds a copy of it. */
    private static final class Broken implements Scoring {
        private static final long serialVersionUID = 1L;
        private static volatile boolean broken;

        @Override
        public float[] score(byte[] pixels, int images) {
            if (broken) {
                throw new IllegalStateException("out of order");
            }
            return sumOfPixels(pixels, images);
        }
    }
}
