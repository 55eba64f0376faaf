package dev.midstream.trainer.adopt;

import dev.midstream.OutputType;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.trainer.network.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** A linear classifier as a SavedModel with the names that Keras gives. */
public final class ForeignModel {
    private ForeignModel() {}

    /**
     * Writes it.
     *
     * @param weights {@code [height * width * channels, classes]}
     */
    public static void write(
            Path directory, ImageShape shape, float[][] weights, OutputType answers)
            throws IOException {
        TensorFlowRuntime.start();
        long[] images = {-1, shape.height(), shape.width(), shape.channels()};
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> input =
                    tf.withName("serving_default_input_1")
                            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(images)));
            Operand<TFloat32> flat = tf.reshape(input, tf.constant(new int[] {-1, weights.length}));
            Operand<TFloat32> sums = tf.linalg.matMul(flat, tf.constant(weights));
            Operand<TFloat32> answer =
                    switch (answers) {
                        case LOGITS -> sums;
                        case PROBABILITIES -> tf.nn.softmax(sums);
                    };
            SignatureDef signature =
                    SignatureDef.newBuilder()
                            .setMethodName("tensorflow/serving/predict")
                            .putInputs("input_1", tensor(input.op().name(), images))
                            .putOutputs("dense", tensor(answer.op().name(), -1, weights[0].length))
                            .build();
            MetaGraphDef meta =
                    MetaGraphDef.newBuilder()
                            .setGraphDef(graph.toGraphDef())
                            .putSignatureDef("serving_default", signature)
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
