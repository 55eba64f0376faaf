package dev.midstream.trainer.graph.step;

import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.CropWindows;
import dev.midstream.trainer.graph.operations.Tensors;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.subspace.Draw;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The tensors that a run of a {@link TrainingGraph} is fed, apart from the learning rate. */
final class StepFeeds implements AutoCloseable {
    private final StepInputs inputs;
    private final Operand<?> images;
    private final Tensor imagesTensor;
    private final TInt32 labels;
    private final TFloat32 mixing;
    private final TFloat32 pair;
    private final TInt32 lengths;
    private final TInt64 dropoutSeed;
    private final TFloat32 lossScale;

    /**
     * The tensors of a batch.
     *
     * @param slices into how many parts it is cut
     * @param scale of the loss
     */
    StepFeeds(StepInputs inputs, Batch batch, Draw draw, int slices, LossScale scale) {
        this.inputs = inputs;
        images = images(batch);
        imagesTensor = imagesTensor(batch);
        labels = Tensors.integers(batch.labels());
        mixing = Tensors.matrices(draw.mixing());
        pair = Tensors.matrix(draw.pair());
        lengths = Tensors.integers(lengths(batch.size(), slices));
        dropoutSeed = TInt64.scalarOf(draw.dropoutSeed());
        lossScale = TFloat32.scalarOf(scale.value());
    }

    /** What the images are fed to. */
    private Operand<?> images(Batch batch) {
        if (batch.windows().isPresent()) {
            return inputs.residentImages().windows;
        }
        if (inputs.resident.isPresent()) {
            throw new IllegalArgumentException("This graph takes crop windows alone");
        }
        return inputs.images;
    }

    private static Tensor imagesTensor(Batch batch) {
        if (batch.windows().isPresent()) {
            return Tensors.longs(batch.windows().get().numbers(), batch.size(), CropWindows.LENGTH);
        }
        ImageShape image = batch.shape();
        return Tensors.bytes(
                batch.pixels(), batch.size(), image.height(), image.width(), image.channels());
    }

    /** The lengths of the slices, which differ by one at most. */
    private static int[] lengths(int images, int slices) {
        int[] lengths = new int[slices];
        for (int i = 0; i < slices; i++) {
            lengths[i] = images / slices + (i < images % slices ? 1 : 0);
        }
        return lengths;
    }

    /** Feeds a run. */
    Session.Runner feed(Session.Runner runner) {
        return runner.feed(images, imagesTensor)
                .feed(inputs.labels, labels)
                .feed(inputs.mixing, mixing)
                .feed(inputs.pair, pair)
                .feed(inputs.lengths, lengths)
                .feed(inputs.dropoutSeed, dropoutSeed)
                .feed(inputs.lossScale, lossScale);
    }

    @Override
    public void close() {
        imagesTensor.close();
        labels.close();
        mixing.close();
        pair.close();
        lengths.close();
        dropoutSeed.close();
        lossScale.close();
    }
}
