package dev.midstream.engine.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.midstream.engine.Batching;
import dev.midstream.engine.Processor;
import dev.midstream.engine.batch.Answers;
import dev.midstream.engine.batch.BatchedNetwork;
import dev.midstream.engine.batch.FixedBatch;
import dev.midstream.engine.batch.ImageInput;
import dev.midstream.engine.batch.InputTensor;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A model file in a session of ONNX Runtime. */
final class OnnxNetwork implements BatchedNetwork {
    private final Path file;
    private final NetworkFormat format;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final InputTensor tensor;

    private OnnxNetwork(
            Path file, NetworkFormat format, OrtEnvironment environment, OrtSession session)
            throws InvalidModelException, OrtException {
        this.file = file;
        this.format = format;
        this.environment = environment;
        this.session = session;
        this.tensor = new InputTensor(format.input());
        TensorInfo input = tensor("input", format.input().name(), session.getInputInfo());
        tensor("output", format.output().name(), session.getOutputInfo());
        checkInput(input);
    }

    /**
     * Opens a model file.
     *
     * @throws InvalidModelException if it is not what {@link OnnxFile#read} takes, ONNX Runtime
     *     cannot open it, or it lacks the input or output
     */
    static BatchedNetwork open(
            Path file, NetworkFormat format, Optimization optimization, Batching batching)
            throws InvalidModelException {
        // ONNX Runtime itself would read weights from anywhere.
        requireSound(file);
        OrtEnvironment environment = OnnxRuntimeStart.environment();
        OrtSession session = null;
        boolean opened = false;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(optimization.level());
            options.setIntraOpNumThreads(batching.threads());
            options.setInterOpNumThreads(1);
            // Threads that wait for work would take the processors from everything else.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = session(environment, file, options, batching.processor());
            OnnxNetwork network = new OnnxNetwork(file, format, environment, session);
            int size = network.batchSize();
            BatchedNetwork any =
                    size > 0 ? new FixedBatch(network, size, format.input().imageBytes()) : network;
            opened = true;
            return any;
        } catch (OrtException e) {
            throw invalid(file, e);
        } finally {
            if (!opened && session != null) {
                close(session);
            }
        }
    }

    private static OrtSession session(
            OrtEnvironment environment,
            Path file,
            OrtSession.SessionOptions options,
            Processor processor)
            throws OrtException {
        if (processor == Processor.CPU) {
            return environment.createSession(file.toString(), options);
        }
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
            // By default GPUs round factors to TensorFloat-32, with 10 bits of fraction.
            cuda.add("use_tf32", "0");
            options.addCUDA(cuda);
            return environment.createSession(file.toString(), options);
        }
    }

    /** The one number of images that the model takes, or 0 or less where it takes any. */
    private int batchSize() throws InvalidModelException, OrtException {
        TensorInfo input = tensor("input", format.input().name(), session.getInputInfo());
        return Math.toIntExact(input.getShape()[0]);
    }

    private static void requireSound(Path file) throws InvalidModelException {
        try {
            OnnxFile unused = OnnxFile.read(file);
        } catch (IOException e) {
            throw new InvalidModelException(
                    "Cannot read the ONNX model %s: %s.".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public Answers answer(ByteBuffer pixels, int images) throws InvalidModelException {
        long[] shape = format.input().shape(images);
        try (OnnxTensor batch = images(tensor.of(pixels), shape);
                OrtSession.Result result =
                        session.run(
                                Map.of(format.input().name(), batch),
                                Set.of(format.output().name()))) {
            OnnxValue value = result.get(0);
            if (!(value instanceof OnnxTensor output)
                    || output.getInfo().getShape().length != 2
                    || output.getInfo().getShape()[0] != images) {
                throw invalid(
                        "output %s is %s where [%d, classes] is expected"
                                .formatted(format.output().name(), value.getInfo(), images));
            }
            FloatBuffer values = output.getFloatBuffer();
            if (values == null) {
                throw invalid(
                        "output %s is %s where float32 is expected"
                                .formatted(format.output().name(), output.getInfo().type));
            }
            int classes = Math.toIntExact(output.getInfo().getShape()[1]);
            float[] answers = new float[images * classes];
            values.get(answers);
            return new Answers(answers, 1, classes);
        } catch (OrtException e) {
            throw invalid(file, e);
        }
    }

    private OnnxTensor images(ByteBuffer input, long[] shape) throws OrtException {
        return tensor.isFloat()
                ? OnnxTensor.createTensor(environment, input.asFloatBuffer(), shape)
                : OnnxTensor.createTensor(environment, input, shape, OnnxJavaType.UINT8);
    }

    private TensorInfo tensor(String kind, String name, Map<String, NodeInfo> tensors)
            throws InvalidModelException {
        NodeInfo node = tensors.get(name);
        if (node == null) {
            throw invalid(
                    "it has no %s %s, but %s"
                            .formatted(
                                    kind,
                                    name,
                                    String.join(", ", new TreeSet<>(tensors.keySet()))));
        }
        if (!(node.getInfo() instanceof TensorInfo info)) {
            throw invalid("%s %s is no tensor".formatted(kind, name));
        }
        return info;
    }

    private void checkInput(TensorInfo found) throws InvalidModelException, OrtException {
        ImageInput input = format.input();
        OnnxJavaType expected = tensor.isFloat() ? OnnxJavaType.FLOAT : OnnxJavaType.UINT8;
        if (found.type != expected) {
            throw invalid(
                    "input %s is %s where %s is expected"
                            .formatted(input.name(), found.type, expected));
        }
        if (session.getNumInputs() != 1) {
            throw invalid(
                    "it has %d inputs where one is expected".formatted(session.getNumInputs()));
        }
        long[] shape = found.getShape();
        long[] wanted = input.shape(1);
        boolean fits = shape.length == wanted.length && shape[0] != 0;
        for (int i = 1; fits && i < wanted.length; i++) {
            fits = shape[i] < 0 || shape[i] == wanted[i];
        }
        if (!fits) {
            throw invalid(
                    "input %s is %s where a batch of %s (%s) is expected"
                            .formatted(
                                    input.name(),
                                    Arrays.toString(shape),
                                    Arrays.toString(Arrays.copyOfRange(wanted, 1, wanted.length)),
                                    input.layout()));
        }
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("Cannot close an ONNX session: " + e.getMessage(), e);
        }
    }

    private InvalidModelException invalid(String reason) {
        return new InvalidModelException(
                "Cannot use the ONNX model %s: %s.".formatted(file, reason));
    }

    static InvalidModelException invalid(Path file, OrtException cause) {
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new InvalidModelException(
                "Cannot run the ONNX model %s: %s. Export it again.".formatted(file, reason),
                cause);
    }
}
