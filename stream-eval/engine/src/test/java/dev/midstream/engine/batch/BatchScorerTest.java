package dev.midstream.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.OutputType;
import dev.midstream.schemas.model.InvalidModelException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchScorerTest {
    private static final byte[] IMAGES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};

    @Test
    void score_anyNumberOfImages_sameNumbersAsOneByOne() throws Exception {
        try (BatchScorer scorer = scorer(new LastImagesRoundOtherwise(), OutputType.LOGITS)) {
            for (int images = 0; images <= 7; images++) {
                float[] together = scorer.score(IMAGES, images);
                assertThat(together).hasSize(images);
                for (int i = 0; i < images; i++) {
                    byte[] one = {IMAGES[2 * i], IMAGES[2 * i + 1]};
                    assertThat(scorer.score(one, 1)).containsExactly(together[i]);
                }
            }
        }
    }

    @Test
    void score_probabilities_theirLogarithms() throws Exception {
        BatchedNetwork network = new Constant(new float[] {0.25f, 0, Float.NaN});
        try (BatchScorer scorer = scorer(network, OutputType.PROBABILITIES)) {
            assertThat(scorer.score(IMAGES, 1))
                    .containsExactly(
                            (float) Math.log(0.25), (float) Math.log(Float.MIN_NORMAL), Float.NaN);
        }
    }

    @Test
    void score_fewerPixelsThanImages_saysWhatIsThere() throws Exception {
        try (BatchScorer scorer = scorer(new Constant(new float[] {1}), OutputType.LOGITS)) {
            assertThatThrownBy(() -> scorer.score(IMAGES, 8))
                    .hasMessage("Cannot score 8 images of 2 bytes: the array has 14 bytes.");
        }
    }

    @Test
    void new_batchThatFitsNoArray_saysWhatToLower() {
        assertThatThrownBy(
                        () ->
                                BatchScorer.of(
                                        new Constant(new float[] {1}),
                                        1 << 20,
                                        OutputType.LOGITS,
                                        4096))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(
                        "Cannot score 4096 images of 1048576 bytes at once. Lower --batch-size.");
    }

    @Test
    void close_closesTheNetwork() throws Exception {
        Constant network = new Constant(new float[] {1});
        scorer(network, OutputType.LOGITS).close();
        assertThat(network.closed).containsExactly("closed");
    }

    private static BatchScorer scorer(BatchedNetwork network, OutputType output) throws Exception {
        return BatchScorer.of(network, 2, output, 4);
    }

    /** The sum of an image's bytes; the last two images of a run are off by one. */
    private static final class LastImagesRoundOtherwise implements BatchedNetwork {
        @Override
        public Answers answer(ByteBuffer pixels, int images) {
            float[] values = new float[images];
            for (int i = 0; i < images; i++) {
                values[i] = pixels.get(2 * i) + pixels.get(2 * i + 1) + (i >= images - 2 ? 1 : 0);
            }
            return new Answers(values, 1, 1);
        }

        @Override
        public void close() {}
    }

    private static final class Constant implements BatchedNetwork {
        private final float[] answer;
        private final List<String> closed = new ArrayList<>();

        Constant(float[] answer) {
            this.answer = answer;
        }

        @Override
        public Answers answer(ByteBuffer pixels, int images) {
            float[] values = new float[images * answer.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = answer[i % answer.length];
            }
            return new Answers(values, 1, answer.length);
        }

        @Override
        public void close() {
            closed.add("closed");
        }
    }
}
