package dev.midstream.engine;

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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * One signature of a SavedModel, applied to image batches.
 *
 * <p>Every run has the same batch size, padded with black images: the logits of an image then have
 * the same bits whatever its batch mates, its position and the number of images scored with it. The
 * stream and the offline evaluation therefore agree exactly.
 *
 * <p>Not safe for use by several threads: open one each.
 */
public final class SavedModelScorer implements AutoCloseable {
    private final ScorerConfiguration configuration;
    private final Model model;
    private final TfSymbolBlock block;
    private final ParameterStore parameters;
    private final Shape batchShape;
    private final ByteBuffer batch;
    private final int points;
    private final int classes;

    private SavedModelScorer(Path directory, Model model, ScorerConfiguration configuration)
            throws InvalidSavedModelException {
        this.configuration = configuration;
        this.model = model;
        this.block = (TfSymbolBlock) model.getBlock();
        SignatureCheck.check(directory, block, configuration);
        this.parameters = new ParameterStore(model.getNDManager(), false);
        this.batchShape =
                new Shape(
                        configuration.batchSize(),
                        configuration.height(),
                        configuration.width(),
                        configuration.channels());
        this.batch =
                ByteBuffer.allocateDirect(configuration.batchSize() * configuration.imageBytes())
                        .order(ByteOrder.nativeOrder());
        try (NDManager run = model.getNDManager().newSubManager()) {
            long[] output = run(run).getShape().getShape();
            int rank = output.length;
            if (rank < 2 || rank > 3 || output[rank - 2] != configuration.batchSize()) {
                throw new InvalidSavedModelException(
                        directory,
                        "output "
                                + configuration.outputName()
                                + " has shape "
                                + new Shape(output)
                                + " where [points, "
                                + configuration.batchSize()
                                + ", classes] is expected");
            }
            this.points = rank == 3 ? Math.toIntExact(output[0]) : 1;
            this.classes = Math.toIntExact(output[rank - 1]);
        }
    }

    /**
     * Opens a SavedModel and runs it once.
     *
     * @throws EngineStartException if TensorFlow cannot run here
     * @throws InvalidSavedModelException if there is no such model, or it does not have the
     *     configured signature, input, output or shape
     */
    public static SavedModelScorer open(Path directory, ScorerConfiguration configuration)
            throws InvalidSavedModelException {
        TensorFlowRuntime.start(configuration.intraOpThreads());
        Model model = Model.newInstance("saved-model", Device.cpu(), TensorFlowRuntime.ENGINE);
        boolean opened = false;
        try {
            model.load(
                    directory.toAbsolutePath(),
                    "saved_model.pb",
                    Map.of(
                            "SignatureDefKey",
                            configuration.signature(),
                            "ConfigProto",
                            session(configuration)));
            SavedModelScorer scorer = new SavedModelScorer(directory, model, configuration);
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
        int imageBytes = configuration.imageBytes();
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
        for (int first = 0; first < images; first += configuration.batchSize()) {
            int count = Math.min(configuration.batchSize(), images - first);
            fill(pixels, first * imageBytes, count * imageBytes);
            try (NDManager run = model.getNDManager().newSubManager()) {
                float[] answer = run(run).toFloatArray();
                for (int point = 0; point < points; point++) {
                    System.arraycopy(
                            answer,
                            point * configuration.batchSize() * classes,
                            logits,
                            (point * images + first) * classes,
                            count * classes);
                }
            }
        }
        return logits;
    }

    @Override
    public void close() {
        model.close();
    }

    private void fill(byte[] pixels, int offset, int length) {
        batch.clear();
        batch.put(pixels, offset, length);
        while (batch.hasRemaining()) {
            batch.put((byte) 0);
        }
    }

    private NDArray run(NDManager manager) {
        batch.clear();
        NDArray images = manager.create(batch, batchShape, DataType.UINT8);
        images.setName(configuration.inputName());
        // Outputs belong to the manager of the input, which closes them.
        NDList outputs = block.forward(parameters, new NDList(images), false);
        for (NDArray output : outputs) {
            if (output.getName().equals(configuration.outputName())) {
                return output;
            }
        }
        throw new IllegalStateException(
                "Cannot find the output " + configuration.outputName() + " among the answers.");
    }

    private static ConfigProto session(ScorerConfiguration configuration) {
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(configuration.intraOpThreads())
                .setAllowSoftPlacement(true)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
                .build();
    }
}
