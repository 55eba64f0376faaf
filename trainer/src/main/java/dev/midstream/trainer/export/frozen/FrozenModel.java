package dev.midstream.trainer.export.frozen;

import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.operations.Operations;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.ParameterLayout;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Points of a subspace as a TensorFlow SavedModel without variables: parameters are constants, and
 * the model normalises pixels itself.
 *
 * <p>Every signature takes {@value #INPUT}, uint8 {@code [batch, height, width, channel]}, and
 * gives {@value #OUTPUT}: {@code [batch, classes]} for the signature of a point, which has its id,
 * and for {@value #DEFAULT_SIGNATURE}, which is the first point; {@code [points, batch, classes]}
 * for {@value #ALL_POINTS_SIGNATURE}.
 */
public final class FrozenModel {
    /** Name of the input of every signature. */
    public static final String INPUT = "images";

    /** Name of the output of every signature. */
    public static final String OUTPUT = "logits";

    /** Signature that scores all points. */
    public static final String ALL_POINTS_SIGNATURE = "all-points";

    /** Signature that serving systems use by default. */
    public static final String DEFAULT_SIGNATURE = "serving_default";

    private static final String TAG = "serve";
    private static final String PREDICT = "tensorflow/serving/predict";

    /** Protobuf's limit, less what a graph takes apart from the parameters. */
    private static final long MAX_BYTES = Integer.MAX_VALUE - (16L << 20);

    private FrozenModel() {}

    /**
     * Checks, before hours of training, that the points fit into a SavedModel.
     *
     * @param parameters of a point
     * @throws IllegalArgumentException if not, with a message that says what to do
     */
    public static void checkSize(long parameters, int points) {
        long bytes = parameters * Float.BYTES;
        if (points * bytes <= MAX_BYTES) {
            return;
        }
        long most = MAX_BYTES / bytes;
        throw new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "Invalid number of points: %d points of %,d parameters take %.2f GiB, but a"
                                + " SavedModel holds less than 2 GiB. %s.",
                        points,
                        parameters,
                        (double) points * bytes / (1L << 30),
                        most == 0
                                ? "Use a smaller network"
                                : "Export at most " + most + ", with --points and --samples"));
    }

    /** Freezes points, in order. */
    public static SavedModel of(
            Network network,
            ImageShape input,
            Normalisation normalisation,
            List<PointParameters> points) {
        ParameterLayout layout = ParameterLayout.of(network, input);
        TensorInfo images =
                tensor(
                        INPUT,
                        DataType.DT_UINT8,
                        -1,
                        input.height(),
                        input.width(),
                        input.channels());
        MetaGraphDef.Builder model = MetaGraphDef.newBuilder();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> normalised =
                    Operations.normalise(tf, placeholder(tf, input), normalisation);
            List<Operand<TFloat32>> logits = new ArrayList<>();
            for (PointParameters point : points) {
                Operand<TFloat32> output =
                        network.build(new FoldedBuilder(tf, layout, point), normalised);
                String name = OUTPUT + "." + point.id();
                Operand<TFloat32> flat = Operations.flatten(tf, output, network.classes());
                logits.add(tf.withName(name).identity(flat));
                TensorInfo scores = tensor(name, DataType.DT_FLOAT, -1, network.classes());
                model.putSignatureDef(point.id(), signature(images, scores));
            }
            TensorInfo first =
                    tensor(
                            OUTPUT + "." + points.get(0).id(),
                            DataType.DT_FLOAT,
                            -1,
                            network.classes());
            model.putSignatureDef(DEFAULT_SIGNATURE, signature(images, first));
            String all = OUTPUT + "." + ALL_POINTS_SIGNATURE;
            tf.withName(all).identity(tf.stack(logits));
            model.putSignatureDef(
                    ALL_POINTS_SIGNATURE,
                    signature(
                            images,
                            tensor(all, DataType.DT_FLOAT, points.size(), -1, network.classes())));
            model.setGraphDef(graph.toGraphDef());
        }
        model.setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags(TAG));
        return SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(model).build();
    }

    /** Writes a SavedModel to a file. */
    public static void write(SavedModel model, Path file) throws IOException {
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
            model.writeTo(stream);
        }
    }

    private static Operand<TUint8> placeholder(Ops tf, ImageShape input) {
        Shape shape = Shape.of(-1, input.height(), input.width(), input.channels());
        return tf.withName(INPUT).placeholder(TUint8.class, Placeholder.shape(shape));
    }

    private static SignatureDef signature(TensorInfo images, TensorInfo logits) {
        return SignatureDef.newBuilder()
                .putInputs(INPUT, images)
                .putOutputs(OUTPUT, logits)
                .setMethodName(PREDICT)
                .build();
    }

    private static TensorInfo tensor(String operation, DataType type, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long length : shape) {
            dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(length));
        }
        return TensorInfo.newBuilder()
                .setName(operation + ":0")
                .setDtype(type)
                .setTensorShape(dimensions)
                .build();
    }
}
