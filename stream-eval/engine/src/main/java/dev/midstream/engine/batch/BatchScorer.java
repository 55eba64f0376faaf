package dev.midstream.engine.batch;

import dev.midstream.OutputType;
import dev.midstream.engine.Scorer;
import dev.midstream.schemas.model.InvalidModelException;
import java.nio.ByteBuffer;

/**
 * A network, applied to any number of images.
 *
 * <p>Every run has one of a few numbers of images, padded with black ones, and uses only positions
 * that round alike ({@link BatchPositions}): the logits of an image have the same bits whatever its
 * batch mates, its place and the number of images scored with it. The stream and the offline
 * evaluation therefore agree exactly, on processors of one kind.
 *
 * <p>Not safe for use by several threads: open one each. They may share a network.
 */
public final class BatchScorer implements Scorer {
    private final OpenedNetwork network;
    private final Runnable release;
    private final int imageBytes;
    private final ByteBuffer batch;
    private final byte[] black;
    private final int points;
    private final int classes;
    private boolean closed;

    /**
     * A scorer of a network.
     *
     * @param release is run once when the scorer is closed
     */
    BatchScorer(OpenedNetwork network, Runnable release) {
        this.network = network;
        this.release = release;
        this.imageBytes = network.imageBytes();
        this.black = new byte[imageBytes];
        this.points = network.points();
        this.classes = network.classes();
        this.batch = OpenedNetwork.buffer(network.layouts().get(0).runSize(), imageBytes);
    }

    /**
     * Runs a network to see how it answers and rounds.
     *
     * @param network closed with the scorer
     * @param imageBytes the bytes of one image
     * @param output logits, or probabilities, whose logarithms then serve as logits
     * @param batchSize images that one run scores at most
     * @throws InvalidModelException if the network does not answer as its manifest says, or one
     *     batch does not fit an array
     */
    public static BatchScorer of(
            BatchedNetwork network, int imageBytes, OutputType output, int batchSize)
            throws InvalidModelException {
        OpenedNetwork opened =
                OpenedNetwork.of(
                        network,
                        new OpenedNetwork.ImageFormat(imageBytes, output),
                        batchSize,
                        LayoutFiles.Question::ask);
        return new BatchScorer(opened, opened::close);
    }

    /** Returns how many points answer at once. */
    public int points() {
        return points;
    }

    /** Returns the number of classes. */
    public int classes() {
        return classes;
    }

    /**
     * Scores images.
     *
     * @param pixels {@code [images, height, width, channel]}; more may follow
     * @param images how many of them to score; any number, 0 included
     * @return logits {@code [points, images, classes]}
     */
    @Override
    public float[] score(byte[] pixels, int images) {
        if (images < 0 || (long) images * imageBytes > pixels.length) {
            throw new IllegalArgumentException(
                    "Cannot score %d images of %d bytes: the array has %d bytes."
                            .formatted(images, imageBytes, pixels.length));
        }
        float[] logits = new float[Math.multiplyExact(points, Math.multiplyExact(images, classes))];
        int first = 0;
        while (first < images) {
            BatchPositions.Layout layout = shortest(images - first);
            int count = Math.min(layout.positions().length, images - first);
            fill(layout, pixels, first, count);
            copy(answers(layout), layout, logits, images, first, count);
            first += count;
        }
        if (network.output() == OutputType.PROBABILITIES) {
            toLogits(logits);
        }
        return logits;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            release.run();
        }
    }

    /** The shortest layout that holds some images, or the longest, for the first of them. */
    private BatchPositions.Layout shortest(int images) {
        BatchPositions.Layout shortest = network.layouts().get(0);
        for (BatchPositions.Layout layout : network.layouts()) {
            if (layout.positions().length >= images) {
                shortest = layout;
            }
        }
        return shortest;
    }

    private void fill(BatchPositions.Layout layout, byte[] pixels, int first, int count) {
        int[] positions = layout.positions();
        batch.clear().limit(layout.runSize() * imageBytes);
        for (int i = 0; i < positions.length; i++) {
            batch.position(positions[i] * imageBytes);
            if (i < count) {
                batch.put(pixels, (first + i) * imageBytes, imageBytes);
            } else {
                batch.put(black);
            }
        }
        batch.rewind();
    }

    private float[] answers(BatchPositions.Layout layout) {
        try {
            return network.network().answer(batch, layout.runSize()).values();
        } catch (InvalidModelException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void copy(
            float[] answers,
            BatchPositions.Layout layout,
            float[] logits,
            int images,
            int first,
            int count) {
        int[] positions = layout.positions();
        for (int point = 0; point < points; point++) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(
                        answers,
                        (point * layout.runSize() + positions[i]) * classes,
                        logits,
                        (point * images + first + i) * classes,
                        classes);
            }
        }
    }

    /** Logarithms of probabilities: their softmax are those probabilities again. */
    private static void toLogits(float[] probabilities) {
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] >= 0) {
                // A probability of zero has no logarithm; what is not a number stays it.
                float clipped = Math.max(probabilities[i], Float.MIN_NORMAL);
                probabilities[i] = (float) StrictMath.log(clipped);
            } else {
                probabilities[i] = Float.NaN;
            }
        }
    }
}
