package dev.midstream.engine.tensorflow;

import ai.djl.tensorflow.engine.TfSymbolBlock;
import dev.midstream.engine.batch.NetworkFormat;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** Compares a loaded SavedModel with what is asked of it: DJL would take any other signature. */
final class SignatureCheck {
    private SignatureCheck() {}

    /**
     * Checks a signature.
     *
     * @return the one number of images that it takes, or 0 where it takes any
     */
    static int check(Path directory, String name, TfSymbolBlock block, NetworkFormat format)
            throws InvalidSavedModelException {
        var signatures = block.getSavedModelBundle().getMetaGraphDef().getSignatureDefMap();
        SignatureDef signature = signatures.get(name);
        if (signature == null) {
            throw new InvalidSavedModelException(
                    directory,
                    "it has no signature "
                            + name
                            + ", but "
                            + String.join(", ", new TreeSet<>(signatures.keySet())));
        }
        TensorInfo input =
                tensor(directory, "input", format.input().name(), signature.getInputsMap());
        tensor(directory, "output", format.output().name(), signature.getOutputsMap());
        if (signature.getInputsCount() != 1) {
            throw new InvalidSavedModelException(
                    directory,
                    "signature "
                            + name
                            + " has "
                            + signature.getInputsCount()
                            + " inputs where one is expected");
        }
        DataType expected =
                format.input().scaling().isEmpty() ? DataType.DT_UINT8 : DataType.DT_FLOAT;
        if (input.getDtype() != expected) {
            throw new InvalidSavedModelException(
                    directory,
                    "input "
                            + format.input().name()
                            + " is "
                            + input.getDtype()
                            + " where "
                            + expected
                            + " is expected");
        }
        return batchSize(directory, input.getTensorShape(), format);
    }

    private static int batchSize(Path directory, TensorShapeProto shape, NetworkFormat format)
            throws InvalidSavedModelException {
        if (shape.getUnknownRank() || shape.getDimCount() == 0) {
            return 0;
        }
        long[] expected = format.input().shape(1);
        boolean fits = shape.getDimCount() == expected.length && shape.getDim(0).getSize() != 0;
        for (int i = 1; fits && i < expected.length; i++) {
            long size = shape.getDim(i).getSize();
            fits = size < 0 || size == expected[i];
        }
        if (!fits) {
            StringJoiner sizes = new StringJoiner(", ", "[", "]");
            shape.getDimList().forEach(dimension -> sizes.add(Long.toString(dimension.getSize())));
            throw new InvalidSavedModelException(
                    directory,
                    "input %s is %s where [-1, %d, %d, %d] is expected"
                            .formatted(
                                    format.input().name(),
                                    sizes,
                                    expected[1],
                                    expected[2],
                                    expected[3]));
        }
        return Math.toIntExact(Math.max(0, shape.getDim(0).getSize()));
    }

    private static TensorInfo tensor(
            Path directory, String kind, String name, Map<String, TensorInfo> tensors)
            throws InvalidSavedModelException {
        TensorInfo tensor = tensors.get(name);
        if (tensor == null) {
            throw new InvalidSavedModelException(
                    directory,
                    "it has no "
                            + kind
                            + " "
                            + name
                            + ", but "
                            + String.join(", ", new TreeSet<>(tensors.keySet())));
        }
        return tensor;
    }
}
