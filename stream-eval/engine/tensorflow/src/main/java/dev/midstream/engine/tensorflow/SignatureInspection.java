package dev.midstream.engine.tensorflow;

import dev.midstream.InputLayout;
import dev.midstream.InputType;
import dev.midstream.engine.batch.NetworkSignature;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** Reads what a SavedModel says of a signature. */
public final class SignatureInspection {
    private static final int IMAGE_DIMENSIONS = 4;
    private static final int ANSWER_DIMENSIONS = 2;

    private SignatureInspection() {}

    /**
     * Reads a signature from {@code saved_model.pb}.
     *
     * @param name of the signature
     * @param output the output to use; empty where there is only one
     * @param layout of the input; empty to tell it from the dimensions
     * @throws InvalidSavedModelException if there is no such model, or the signature does not have
     *     one image input, or its layout or output is open; the message says why
     */
    public static NetworkSignature of(
            Path directory, String name, Optional<String> output, Optional<InputLayout> layout)
            throws InvalidSavedModelException {
        SignatureDef signature = signature(directory, name);
        if (signature.getInputsCount() != 1) {
            throw new InvalidSavedModelException(
                    directory,
                    "signature %s has %d inputs where one is expected"
                            .formatted(name, signature.getInputsCount()));
        }
        var input = signature.getInputsMap().entrySet().iterator().next();
        long[] image =
                dimensions(directory, "input", input.getKey(), input.getValue(), IMAGE_DIMENSIONS);
        InputLayout order =
                layout.or(() -> NetworkSignature.layoutOf(image))
                        .orElseThrow(
                                () ->
                                        new InvalidSavedModelException(
                                                directory,
                                                NetworkSignature.layoutIsOpen(
                                                        input.getKey(), image)));
        return NetworkSignature.of(
                input.getKey(),
                type(directory, input.getKey(), input.getValue()),
                image,
                order,
                output(directory, name, signature, output));
    }

    private static String output(
            Path directory, String signature, SignatureDef found, Optional<String> wanted)
            throws InvalidSavedModelException {
        TreeSet<String> names = new TreeSet<>(found.getOutputsMap().keySet());
        if (wanted.isEmpty() && names.size() != 1) {
            throw new InvalidSavedModelException(
                    directory,
                    "signature %s has the outputs %s. Choose one with --output"
                            .formatted(signature, String.join(", ", names)));
        }
        String name = wanted.orElseGet(names::first);
        TensorInfo output = found.getOutputsMap().get(name);
        if (output == null) {
            throw new InvalidSavedModelException(
                    directory,
                    "signature %s has no output %s, but %s"
                            .formatted(signature, name, String.join(", ", names)));
        }
        dimensions(directory, "output", name, output, ANSWER_DIMENSIONS);
        if (output.getDtype() != DataType.DT_FLOAT) {
            throw new InvalidSavedModelException(
                    directory,
                    "output %s is %s where DT_FLOAT is expected"
                            .formatted(name, output.getDtype()));
        }
        return name;
    }

    private static InputType type(Path directory, String name, TensorInfo input)
            throws InvalidSavedModelException {
        return switch (input.getDtype()) {
            case DT_UINT8 -> InputType.UINT8;
            case DT_FLOAT -> InputType.FLOAT32;
            default ->
                    throw new InvalidSavedModelException(
                            directory,
                            "input %s is %s where DT_UINT8 or DT_FLOAT is expected"
                                    .formatted(name, input.getDtype()));
        };
    }

    private static SignatureDef signature(Path directory, String name)
            throws InvalidSavedModelException {
        TreeSet<String> names = new TreeSet<>();
        for (MetaGraphDef graph : SavedModelFile.read(directory).getMetaGraphsList()) {
            SignatureDef signature = graph.getSignatureDefMap().get(name);
            if (signature != null) {
                return signature;
            }
            names.addAll(graph.getSignatureDefMap().keySet());
        }
        throw new InvalidSavedModelException(
                directory,
                "it has no signature %s, but %s".formatted(name, String.join(", ", names)));
    }

    private static long[] dimensions(
            Path directory, String kind, String name, TensorInfo tensor, int rank)
            throws InvalidSavedModelException {
        TensorShapeProto shape = tensor.getTensorShape();
        long[] sizes = new long[rank];
        Arrays.fill(sizes, -1);
        if (shape.getUnknownRank()) {
            return sizes;
        }
        if (shape.getDimCount() != rank) {
            throw new InvalidSavedModelException(
                    directory,
                    "%s %s has %d dimensions where %d are expected"
                            .formatted(kind, name, shape.getDimCount(), rank));
        }
        for (int i = 0; i < rank; i++) {
            sizes[i] = shape.getDim(i).getSize();
        }
        return sizes;
    }
}
