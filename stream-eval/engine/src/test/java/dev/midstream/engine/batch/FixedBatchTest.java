package dev.midstream.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.schemas.model.InvalidModelException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of 2 bytes, which two points with 3 classes answer with numbers made of them. */
final class FixedBatchTest {
    private static final int SIZE = 4;
    private static final int BYTES = 2;

    private final Pairs pairs = new Pairs();
    private final FixedBatch batch = new FixedBatch(pairs, SIZE, BYTES);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 8, 11})
    void answer_anyNumberOfImages_eachAsInABatchOfItsOwn(int images) throws Exception {
        ByteBuffer pixels = pixels(images);

        Answers answers = batch.answer(pixels, images);

        assertThat(answers.points()).isEqualTo(2);
        assertThat(answers.classes()).isEqualTo(3);
        assertThat(answers.values()).hasSize(2 * images * 3);
        for (int point = 0; point < 2; point++) {
            for (int image = 0; image < images; image++) {
                for (int k = 0; k < 3; k++) {
                    assertThat(answers.values()[(point * images + image) * 3 + k])
                            .as("point %d, image %d of %d, class %d", point, image, images, k)
                            .isEqualTo(Pairs.answer(point, pixels, image, k));
                }
            }
        }
        assertThat(pairs.asked)
                .hasSize((images + SIZE - 1) / SIZE)
                .allMatch(asked -> asked == SIZE);
        assertThat(pixels.position()).isZero();
    }

    @Test
    void close_network_isClosedToo() {
        batch.close();
        assertThat(pairs.closed).isTrue();
    }

    private static ByteBuffer pixels(int images) {
        ByteBuffer pixels = OpenedNetwork.buffer(images, BYTES);
        for (int i = 0; i < images * BYTES; i++) {
            pixels.put(i, (byte) (7 * i + 1));
        }
        return pixels;
    }

    /** Refuses all but four images. */
    private static final class Pairs implements BatchedNetwork {
        private final List<Integer> asked = new ArrayList<>();
        private boolean closed;

        static float answer(int point, ByteBuffer pixels, int image, int k) {
            return 1000 * point
                    + 10 * pixels.get(BYTES * image)
                    + k * pixels.get(BYTES * image + 1);
        }

        @Override
        public Answers answer(ByteBuffer pixels, int images) throws InvalidModelException {
            asked.add(images);
            if (images != SIZE || pixels.position() != 0 || pixels.limit() != SIZE * BYTES) {
                throw new InvalidModelException("not a batch of 4: " + pixels);
            }
            float[] values = new float[2 * images * 3];
            for (int i = 0; i < values.length; i++) {
                values[i] = answer(i / (images * 3), pixels, i / 3 % images, i % 3);
            }
            return new Answers(values, 2, 3);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
