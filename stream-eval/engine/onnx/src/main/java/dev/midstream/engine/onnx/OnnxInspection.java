package dev.midstream.engine.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import dev.midstream.InputLayout;
import dev.midstream.InputType;
import dev.midstream.engine.batch.NetworkSignature;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Reads what an ONNX file says of its input and output. */
public final class OnnxInspection {
    private static final int IMAGE_DIMENSIONS = 4;

    private OnnxInspection() {}

    /**
     * Reads a file.
     *
     * @param output the output to use; empty where there is only one
     * @param layout of the input; empty to tell it from the dimensions
     * @throws InvalidModelException if it is not a model with one image input, or its layout or
     *     output is open; the message says why
     * @throws IOException if the file cannot be read
     */
    public static NetworkSignature of(
            Path file, Optional<String> output, Optional<InputLayout> layout)
            throws InvalidModelException, IOException {
        OnnxFile unused = OnnxFile.read(file);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OptLevel.NO_OPT);
            try (OrtSession session =
                    OnnxRuntimeStart.environment().createSession(file.toString(), options)) {
                return signature(file, session, output, layout);
            }
        } catch (OrtException e) {
            throw OnnxNetwork.invalid(file, e);
        }
    }

    private static NetworkSignature signature(
            Path file, OrtSession session, Optional<String> output, Optional<InputLayout> layout)
            throws InvalidModelException, OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (inputs.size() != 1) {
            throw invalid(
                    file,
                    "it has %d inputs (%s) where one is expected"
                            .formatted(inputs.size(), String.join(", ", inputs.keySet())));
        }
        String name = inputs.keySet().iterator().next();
        TensorInfo input = tensor(file, name, inputs);
        long[] shape = input.getShape();
        if (shape.length != IMAGE_DIMENSIONS) {
            throw invalid(
                    file,
                    "input %s has the shape %s where a batch of images is expected"
                            .formatted(name, Arrays.toString(shape)));
        }
        InputLayout order =
                layout.or(() -> NetworkSignature.layoutOf(shape))
                        .orElseThrow(
                                () -> invalid(file, NetworkSignature.layoutIsOpen(name, shape)));
        return NetworkSignature.of(
                name,
                type(file, name, input),
                shape,
                order,
                output(file, session.getOutputInfo(), output));
    }

    private static InputType type(Path file, String name, TensorInfo input)
            throws InvalidModelException {
        if (input.type == OnnxJavaType.UINT8) {
            return InputType.UINT8;
        }
        if (input.type == OnnxJavaType.FLOAT) {
            return InputType.FLOAT32;
        }
        throw invalid(
                file,
                "input %s is %s where uint8 or float32 is expected".formatted(name, input.type));
    }

    private static String output(Path file, Map<String, NodeInfo> outputs, Optional<String> wanted)
            throws InvalidModelException {
        String names = String.join(", ", outputs.keySet());
        if (wanted.isEmpty() && outputs.size() != 1) {
            throw invalid(file, "it has the outputs %s. Choose one with --output".formatted(names));
        }
        String name = wanted.orElseGet(() -> outputs.keySet().iterator().next());
        if (!outputs.containsKey(name)) {
            throw invalid(file, "it has no output %s, but %s".formatted(name, names));
        }
        TensorInfo output = tensor(file, name, outputs);
        if (output.type != OnnxJavaType.FLOAT || output.getShape().length != 2) {
            throw invalid(
                    file,
                    "output %s is %s %s where float32 [batch, classes] is expected"
                            .formatted(name, output.type, Arrays.toString(output.getShape())));
        }
        return name;
    }

    private static TensorInfo tensor(Path file, String name, Map<String, NodeInfo> nodes)
            throws InvalidModelException {
        NodeInfo node = nodes.get(name);
        if (node != null && node.getInfo() instanceof TensorInfo info) {
            return info;
        }
        throw invalid(file, name + " is no tensor");
    }

    private static InvalidModelException invalid(Path file, String reason) {
        return new InvalidModelException(
                "Cannot use the ONNX model %s: %s.".formatted(file, reason));
    }
}
