package dev.midstream.engine.tensorflow;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.training.ParameterStore;
import dev.midstream.OutputType;
import dev.midstream.engine.Batching;
import dev.midstream.engine.EngineStartException;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * One signature of a SavedModel, applied to image batches.
 *
 * <p>Every run has one of a few numbers of images, padded with black ones, and uses only positions
 * that round alike ({@link BatchPositions}): the logits of an image have the same bits whatever its
 * batch mates, its place and the number of images scored with it. The stream and the offline
 * evaluation therefore agree exactly, on processors of one kind.
 *
 * <p>Not safe for use by several threads: open one each.
 */
public final class SavedModelScorer implements AutoCloseable {
    private final SignatureFormat format;
    private final Model model;
    private final TfSymbolBlock block;
    private final ParameterStore parameters;
    // From the longest to the shortest.
    private final List<BatchPositions.Layout> layouts;
    private final ByteBuffer batch;
    private final byte[] black;
    // Of every channel and pixel value; empty for uint8 input.
    private final float[][] scales;
    private final int points;
    private final int classes;

    private SavedModelScorer(
            Path directory, String signature, Model model, SignatureFormat format, int batchSize)
            throws InvalidSavedModelException {
        this.format = format;
        this.model = model;
        this.block = (TfSymbolBlock) model.getBlock();
        SignatureCheck.check(directory, signature, block, format);
        this.parameters = new ParameterStore(model.getNDManager(), false);
        ImageInput input = format.input();
        this.black = new byte[input.imageBytes()];
        this.scales =
                input.scaling()
                        .map(scaling -> scaling.table(input.channels()))
                        .orElseGet(() -> new float[0][]);
        BatchPositions.Logits first = probe(directory, black, 1);
        this.points = first.points();
        this.classes = first.classes();
        this.layouts =
                BatchPositions.find(
                        (images, count) -> probe(directory, images, count),
                        batchSize,
                        input.imageBytes());
        this.batch = buffer(layouts.get(0).runSize());
    }

    /**
     * Opens a SavedModel and runs it once.
     *
     * @throws EngineStartException if TensorFlow cannot run here
     * @throws InvalidSavedModelException if there is no such model, or the signature is missing or
     *     does not have the format
     * @throws ArithmeticException if one batch does not fit an array
     */
    public static SavedModelScorer open(
            Path directory, String signature, SignatureFormat format, Batching batching)
            throws InvalidSavedModelException {
        // Throws where one batch does not fit an array.
        int unused = Math.multiplyExact(format.input().imageBytes(), batching.batchSize());
        TensorFlowRuntime.start(batching.threads());
        Model model = Model.newInstance("saved-model", Device.cpu(), TensorFlowRuntime.ENGINE);
        boolean opened = false;
        try {
            model.load(
                    directory.toAbsolutePath(),
                    ModelDirectory.SAVED_MODEL,
                    Map.of("SignatureDefKey", signature, "ConfigProto", session(batching)));
            SavedModelScorer scorer =
                    new SavedModelScorer(directory, signature, model, format, batching.batchSize());
            opened = true;
            return scorer;
        } catch (IOException
                | MalformedModelException
                | EngineException
                | IllegalArgumentException
                | TensorFlowException e) {
            throw new InvalidSavedModelException(directory, e);
        } finally {
            if (!opened) {
                model.close();
            }
        }
    }

    /** Returns how many points the signature scores at once. */
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
    public float[] score(byte[] pixels, int images) {
        int imageBytes = format.input().imageBytes();
        if (images < 0 || (long) images * imageBytes > pixels.length) {
            throw new IllegalArgumentException(
                    "Cannot score "
                            + images
                            + " images of "
                            + imageBytes
                            + " bytes: the array has "
                            + pixels.length
                            + " bytes.");
        }
        float[] logits = new float[Math.multiplyExact(points, Math.multiplyExact(images, classes))];
        int first = 0;
        while (first < images) {
            BatchPositions.Layout layout = shortest(images - first);
            int[] positions = layout.positions();
            int count = Math.min(positions.length, images - first);
            fill(layout, pixels, first, count);
            try (NDManager manager = model.getNDManager().newSubManager()) {
                float[] answer = run(manager, batch, layout.runSize()).toFloatArray();
                for (int point = 0; point < points; point++) {
                    for (int i = 0; i < count; i++) {
                        System.arraycopy(
                                answer,
                                (point * layout.runSize() + positions[i]) * classes,
                                logits,
                                (point * images + first + i) * classes,
                                classes);
                    }
                }
            }
            first += count;
        }
        if (format.output().type() == OutputType.PROBABILITIES) {
            toLogits(logits);
        }
        return logits;
    }

    @Override
    public void close() {
        model.close();
    }

    /** The shortest layout that holds some images, or the longest, for the first of them. */
    private BatchPositions.Layout shortest(int images) {
        BatchPositions.Layout shortest = layouts.get(0);
        for (BatchPositions.Layout layout : layouts) {
            if (layout.positions().length >= images) {
                shortest = layout;
            }
        }
        return shortest;
    }

    private void fill(BatchPositions.Layout layout, byte[] pixels, int first, int count) {
        int imageBytes = format.input().imageBytes();
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
    }

    private NDArray run(NDManager manager, ByteBuffer pixels, int images) {
        pixels.rewind();
        Shape shape =
                new Shape(
                        images,
                        format.input().height(),
                        format.input().width(),
                        format.input().channels());
        NDArray input =
                format.input().scaling().isEmpty()
                        ? manager.create(pixels, shape, DataType.UINT8)
                        : manager.create(scaled(pixels), shape, DataType.FLOAT32);
        input.setName(format.input().name());
        // Outputs belong to the manager of the input, which closes them.
        NDList outputs = block.forward(parameters, new NDList(input), false);
        for (NDArray output : outputs) {
            if (output.getName().equals(format.output().name())) {
                return output;
            }
        }
        throw new IllegalStateException(
                "Cannot find the output " + format.output().name() + " among the answers.");
    }

    private ByteBuffer scaled(ByteBuffer pixels) {
        int channels = scales.length;
        ByteBuffer values =
                ByteBuffer.allocateDirect(pixels.remaining() * Float.BYTES)
                        .order(ByteOrder.nativeOrder());
        for (int i = 0; i < pixels.remaining(); i++) {
            values.putFloat(scales[i % channels][pixels.get(i) & 0xFF]);
        }
        return values.clear();
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

    private BatchPositions.Logits probe(Path directory, byte[] images, int count)
            throws InvalidSavedModelException {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDArray output = run(manager, buffer(count).put(images), count);
            Shape shape = output.getShape();
            int rank = shape.dimension();
            if (rank < 2
                    || rank > 3
                    || shape.get(rank - 2) != count
                    || output.getDataType() != DataType.FLOAT32) {
                throw new InvalidSavedModelException(
                        directory,
                        "output "
                                + format.output().name()
                                + " is "
                                + output.getDataType()
                                + " "
                                + shape
                                + " where float32 ([points,] "
                                + count
                                + ", classes) is expected");
            }
            return BatchPositions.Logits.of(output.toFloatArray(), shape);
        }
    }

    private ByteBuffer buffer(int images) {
        return ByteBuffer.allocateDirect(images * format.input().imageBytes())
                .order(ByteOrder.nativeOrder());
    }

    private static ConfigProto session(Batching batching) {
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(batching.threads())
                .setAllowSoftPlacement(true)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
                .build();
    }
}
