package dev.midstream.engine.batch;

import dev.midstream.schemas.model.InvalidModelException;
import java.nio.ByteBuffer;

/** A network that takes one number of images only, run as often as it takes for any other. */
public final class FixedBatch implements BatchedNetwork {
    private final BatchedNetwork network;
    private final int size;
    private final int imageBytes;

    /**
     * Wraps a network.
     *
     * @param network closed with this one
     * @param size the number of images that it takes
     * @param imageBytes the bytes of one image
     */
    public FixedBatch(BatchedNetwork network, int size, int imageBytes) {
        this.network = network;
        this.size = size;
        this.imageBytes = imageBytes;
    }

    @Override
    public Answers answer(ByteBuffer pixels, int images) throws InvalidModelException {
        Answers answers = new Answers(new float[0], 0, 0);
        ByteBuffer batch = OpenedNetwork.buffer(size, imageBytes);
        for (int first = 0; first < images; first += size) {
            int count = Math.min(size, images - first);
            // What is left of the images before is the padding.
            batch.clear();
            batch.put(0, pixels, first * imageBytes, count * imageBytes);
            Answers some = network.answer(batch, size);
            if (first == 0) {
                int length = Math.multiplyExact(some.points() * some.classes(), images);
                answers = new Answers(new float[length], some.points(), some.classes());
            }
            copy(some, answers, images, first, count);
        }
        return answers;
    }

    private void copy(Answers some, Answers all, int images, int first, int count) {
        int classes = all.classes();
        for (int point = 0; point < all.points(); point++) {
            System.arraycopy(
                    some.values(),
                    point * size * classes,
                    all.values(),
                    (point * images + first) * classes,
                    count * classes);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
