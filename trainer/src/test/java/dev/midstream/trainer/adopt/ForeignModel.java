package dev.midstream.trainer.adopt;

import dev.midstream.InputLayout;
import dev.midstream.OutputType;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.trainer.network.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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

/**
 * A linear classifier as a SavedModel with the names that Keras gives: the input {@code input_1} of
 * float32 and the output {@code dense}.
 */
public final class ForeignModel {
    private static final String OUTPUT = "dense";

    private final ImageShape shape;
    private final Map<String, float[][]> weights = new LinkedHashMap<>();
    private OutputType answers = OutputType.LOGITS;
    private InputLayout layout = InputLayout.NHWC;
    private int batch = -1;

    private ForeignModel(ImageShape shape, float[][] weights) {
        this.shape = shape;
        this.weights.put(OUTPUT, weights);
    }

    /**
     * Begins a model.
     *
     * @param weights {@code [height * width * channels, classes]}
     */
    static ForeignModel of(ImageShape shape, float[][] weights) {
        return new ForeignModel(shape, weights);
    }

    /** Writes a model with one output and its channels last, for any number of images. */
    public static void write(
            Path directory, ImageShape shape, float[][] weights, OutputType answers)
            throws IOException {
        of(shape, weights).answering(answers).write(directory);
    }

    /** What all outputs are. */
    ForeignModel answering(OutputType type) {
        answers = type;
        return this;
    }

    /** Adds an output. */
    ForeignModel output(String name, float[][] itsWeights) {
        weights.put(name, itsWeights);
        return this;
    }

    /** Takes images {@code [batch, channel, height, width]}. */
    ForeignModel channelsFirst() {
        layout = InputLayout.NCHW;
        return this;
    }

    /** Fails with any other number of images. */
    ForeignModel batchOf(int images) {
        batch = images;
        return this;
    }

    /** Writes the model. */
    void write(Path directory) throws IOException {
        TensorFlowRuntime.start();
        long[] images =
                layout == InputLayout.NHWC
                        ? new long[] {batch, shape.height(), shape.width(), shape.channels()}
                        : new long[] {batch, shape.channels(), shape.height(), shape.width()};
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> input =
                    tf.withName("serving_default_input_1")
                            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(images)));
            SignatureDef.Builder signature =
                    SignatureDef.newBuilder()
                            .setMethodName("tensorflow/serving/predict")
                            .putInputs("input_1", tensor(input.op().name(), images));
            Operand<TFloat32> flat =
                    tf.reshape(
                            channelsLast(tf, input), tf.constant(new int[] {batch, shape.size()}));
            weights.forEach(
                    (name, itsWeights) ->
                            signature.putOutputs(
                                    name,
                                    tensor(
                                            answer(tf, flat, itsWeights).op().name(),
                                            batch,
                                            itsWeights[0].length)));
            MetaGraphDef meta =
                    MetaGraphDef.newBuilder()
                            .setGraphDef(graph.toGraphDef())
                            .putSignatureDef("serving_default", signature.build())
                            .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
                            .build();
            Files.createDirectories(directory);
            Files.write(
                    directory.resolve("saved_model.pb"),
                    SavedModel.newBuilder()
                            .setSavedModelSchemaVersion(1)
                            .addMetaGraphs(meta)
                            .build()
                            .toByteArray());
        }
    }

    private Operand<TFloat32> channelsLast(Ops tf, Operand<TFloat32> input) {
        return switch (layout) {
            case NHWC -> input;
            case NCHW -> tf.linalg.transpose(input, tf.constant(new int[] {0, 2, 3, 1}));
        };
    }

    private Operand<TFloat32> answer(Ops tf, Operand<TFloat32> flat, float[][] itsWeights) {
        Operand<TFloat32> sums = tf.linalg.matMul(flat, tf.constant(itsWeights));
        return switch (answers) {
            case LOGITS -> sums;
            case PROBABILITIES -> tf.nn.softmax(sums);
        };
    }

    private static TensorInfo tensor(String operation, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long size : shape) {
            dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        return TensorInfo.newBuilder()
                .setName(operation + ":0")
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(dimensions)
                .build();
    }
}
