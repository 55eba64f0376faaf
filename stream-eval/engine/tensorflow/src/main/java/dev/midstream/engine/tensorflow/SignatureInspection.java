package dev.midstream.engine.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A signature of a SavedModel that has one image input and one output of classes.
 *
 * @param inputName name of the input {@code [batch, height, width, channel]}
 * @param pixels type of the input
 * @param height height of images in pixels, or -1 if the model takes any
 * @param width width of images in pixels, or -1 if the model takes any
 * @param channels number of channels, or -1 if the model takes any
 * @param outputName name of the output {@code [batch, classes]}
 * @param classes number of classes, or -1 if the model does not fix it
 */
public record SignatureInspection(
        String inputName,
        Pixels pixels,
        int height,
        int width,
        int channels,
        String outputName,
        int classes) {
    /** The type of an input. */
    public enum Pixels {
        UINT8,
        FLOAT32
    }

    /**
     * Reads a signature from {@code saved_model.pb}.
     *
     * @throws InvalidSavedModelException if there is no such file or no such signature, or if the
     *     signature does not have one image input and one output of classes
     */
    public static SignatureInspection of(Path directory, String name)
            throws InvalidSavedModelException {
        SignatureDef signature = signature(directory, name);
        if (signature.getInputsCount() != 1 || signature.getOutputsCount() != 1) {
            throw new InvalidSavedModelException(
                    directory,
                    "signature %s has %d inputs and %d outputs where one of each is expected"
                            .formatted(
                                    name, signature.getInputsCount(), signature.getOutputsCount()));
        }
        var input = signature.getInputsMap().entrySet().iterator().next();
        var output = signature.getOutputsMap().entrySet().iterator().next();
        int[] image = dimensions(directory, "input", input.getKey(), input.getValue(), 4);
        int[] answer = dimensions(directory, "output", output.getKey(), output.getValue(), 2);
        if (output.getValue().getDtype() != DataType.DT_FLOAT) {
            throw new InvalidSavedModelException(
                    directory,
                    "output %s is %s where DT_FLOAT is expected"
                            .formatted(output.getKey(), output.getValue().getDtype()));
        }
        return new SignatureInspection(
                input.getKey(),
                pixels(directory, input.getKey(), input.getValue()),
                image[1],
                image[2],
                image[3],
                output.getKey(),
                answer[1]);
    }

    private static Pixels pixels(Path directory, String name, TensorInfo input)
            throws InvalidSavedModelException {
        return switch (input.getDtype()) {
            case DT_UINT8 -> Pixels.UINT8;
            case DT_FLOAT -> Pixels.FLOAT32;
            default ->
                    throw new InvalidSavedModelException(
                            directory,
                            "input %s is %s where DT_UINT8 or DT_FLOAT is expected"
                                    .formatted(name, input.getDtype()));
        };
    }

    private static SignatureDef signature(Path directory, String name)
            throws InvalidSavedModelException {
        SavedModel model;
        try {
            model = SavedModel.parseFrom(Files.readAllBytes(directory.resolve("saved_model.pb")));
        } catch (IOException e) {
            throw new InvalidSavedModelException(directory, e);
        }
        TreeSet<String> names = new TreeSet<>();
        for (MetaGraphDef graph : model.getMetaGraphsList()) {
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

    private static int[] dimensions(
            Path directory, String kind, String name, TensorInfo tensor, int rank)
            throws InvalidSavedModelException {
        TensorShapeProto shape = tensor.getTensorShape();
        int[] sizes = new int[rank];
        if (shape.getUnknownRank()) {
            Arrays.fill(sizes, -1);
            return sizes;
        }
        if (shape.getDimCount() != rank || shape.getDim(0).getSize() >= 0) {
            throw new InvalidSavedModelException(
                    directory,
                    "%s %s has %d dimensions, the first %s, where %d are expected, the first open"
                            .formatted(
                                    kind,
                                    name,
                                    shape.getDimCount(),
                                    shape.getDimCount() == 0 ? "none" : shape.getDim(0).getSize(),
                                    rank));
        }
        for (int i = 0; i < rank; i++) {
            sizes[i] = Math.toIntExact(shape.getDim(i).getSize());
        }
        return sizes;
    }
}
