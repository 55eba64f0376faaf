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
import dev.midstream.engine.Batching;
import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.batch.Answers;
import dev.midstream.engine.batch.BatchedNetwork;
import dev.midstream.engine.batch.FixedBatch;
import dev.midstream.engine.batch.InputTensor;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** One signature of a SavedModel in a TensorFlow session of its own. */
final class SavedModelNetwork implements BatchedNetwork {
    private final Path directory;
    private final NetworkFormat format;
    private final Model model;
    private final TfSymbolBlock block;
    private final ParameterStore parameters;
    private final InputTensor tensor;

    private SavedModelNetwork(Path directory, Model model, NetworkFormat format) {
        this.directory = directory;
        this.format = format;
        this.model = model;
        this.block = (TfSymbolBlock) model.getBlock();
        this.parameters = new ParameterStore(model.getNDManager(), false);
        this.tensor = new InputTensor(format.input());
    }

    /**
     * Opens a signature.
     *
     * @throws EngineStartException if TensorFlow cannot run on this machine
     * @throws InvalidSavedModelException if there is no such model, it would do more than compute,
     *     or the signature is missing or does not have the format
     */
    static BatchedNetwork open(
            Path directory, String signature, NetworkFormat format, Batching batching)
            throws InvalidSavedModelException {
        TensorFlowRuntime.start(batching.threads());
        OperationCheck.check(directory, signature);
        Model model = Model.newInstance("saved-model", Device.cpu(), TensorFlowRuntime.ENGINE);
        boolean opened = false;
        try {
            model.load(
                    directory.toAbsolutePath(),
                    ModelDirectory.SAVED_MODEL,
                    Map.of("SignatureDefKey", signature, "ConfigProto", session(batching)));
            SavedModelNetwork network = new SavedModelNetwork(directory, model, format);
            int size = SignatureCheck.check(directory, signature, network.block, format);
            BatchedNetwork any =
                    size > 0 ? new FixedBatch(network, size, format.input().imageBytes()) : network;
            opened = true;
            return any;
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

    @Override
    public Answers answer(ByteBuffer pixels, int images) throws InvalidSavedModelException {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDArray input =
                    manager.create(
                            tensor.of(pixels),
                            new Shape(format.input().shape(images)),
                            tensor.isFloat() ? DataType.FLOAT32 : DataType.UINT8);
            input.setName(format.input().name());
            // Outputs belong to the manager of the input, which closes them.
            return answers(block.forward(parameters, new NDList(input), false), images);
        } catch (EngineException | TensorFlowException | IllegalArgumentException e) {
            throw new InvalidSavedModelException(directory, e);
        }
    }

    private Answers answers(NDList outputs, int images) throws InvalidSavedModelException {
        String name = format.output().name();
        for (NDArray output : outputs) {
            if (output.getName().equals(name)) {
                Shape shape = output.getShape();
                int rank = shape.dimension();
                if (rank < 2
                        || rank > 3
                        || shape.get(rank - 2) != images
                        || output.getDataType() != DataType.FLOAT32) {
                    throw new InvalidSavedModelException(
                            directory,
                            "output %s is %s %s where float32 ([points,] %d, classes) is expected"
                                    .formatted(name, output.getDataType(), shape, images));
                }
                return new Answers(
                        output.toFloatArray(),
                        rank == 3 ? Math.toIntExact(shape.get(0)) : 1,
                        Math.toIntExact(shape.get(rank - 1)));
            }
        }
        throw new InvalidSavedModelException(directory, "it did not answer with " + name);
    }

    @Override
    public void close() {
        model.close();
    }

    private static ConfigProto session(Batching batching) {
        ConfigProto.Builder session =
                ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads(batching.threads())
                        .setAllowSoftPlacement(true);
        switch (batching.processor()) {
            case CPU -> session.putDeviceCount("GPU", 0);
            case GPU -> session.setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
        }
        RewriterConfig.Builder rewriting = RewriterConfig.newBuilder();
        switch (batching.precision()) {
            case FLOAT32 -> {}
            case BF16 -> rewriting.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
        }
        return session.setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriting))
                .build();
    }
}
