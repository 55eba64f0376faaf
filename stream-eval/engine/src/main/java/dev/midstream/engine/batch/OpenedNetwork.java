package dev.midstream.engine.batch;

import dev.midstream.OutputType;
import dev.midstream.engine.batch.BatchPositions.Layout;
import dev.midstream.schemas.model.InvalidModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A network with what its first runs have shown of it. Any number of threads may run it.
 *
 * @param imageBytes the bytes of one image
 * @param points how many points answer at once
 * @param layouts of batches, from the longest to the shortest
 */
record OpenedNetwork(
        BatchedNetwork network,
        int imageBytes,
        OutputType output,
        int points,
        int classes,
        List<Layout> layouts)
        implements AutoCloseable {
    /** Finds the layouts of a network by running it. */
    interface Layouts {
        List<Layout> of(LayoutFiles.Question question) throws InvalidModelException;
    }

    /**
     * Runs a network.
     *
     * @param batchSize images that one run scores at most
     * @param layouts finds or remembers them
     * @throws InvalidModelException if the network does not answer as its manifest says, or one
     *     batch does not fit an array
     */
    static OpenedNetwork of(
            BatchedNetwork network, ImageFormat images, int batchSize, Layouts layouts)
            throws InvalidModelException {
        int imageBytes = images.bytes();
        if ((long) imageBytes * batchSize > Integer.MAX_VALUE / Float.BYTES) {
            throw new InvalidModelException(
                    "Cannot score %d images of %d bytes at once. Lower --batch-size."
                            .formatted(batchSize, imageBytes));
        }
        BatchPositions.Run run =
                (batch, count) ->
                        network.answer(buffer(count, imageBytes).put(batch).rewind(), count);
        Answers first = run.logits(new byte[imageBytes], 1);
        return new OpenedNetwork(
                network,
                imageBytes,
                images.output(),
                first.points(),
                first.classes(),
                layouts.of(() -> BatchPositions.find(run, batchSize, imageBytes)));
    }

    /**
     * What goes in and comes out.
     *
     * @param bytes of one image
     */
    record ImageFormat(int bytes, OutputType output) {}

    static ByteBuffer buffer(int images, int imageBytes) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(images, imageBytes))
                .order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        network.close();
    }
}
