package dev.midstream.trainer.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import dev.midstream.OutputType;
import dev.midstream.PointRole;
import dev.midstream.engine.TensorFlowRuntime;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

class AdoptCommandTest {
    @TempDir static Path models;
    private static Path probabilities;
    private static Path logits;

    @TempDir private Path work;

    @BeforeAll
    static void writeModels() throws IOException {
        probabilities = write(models.resolve("probabilities"), true);
        logits = write(models.resolve("logits"), false);
    }

    @Test
    void adopt_probabilities_foundAndWritten() throws Exception {
        Path out = work.resolve("adopted");
        Path names = Files.writeString(work.resolve("names.txt"), "cat\ndog\n\nbird\n");

        Result result =
                run(
                        "--model",
                        probabilities.toString(),
                        "--out",
                        out.toString(),
                        "--dataset",
                        "pets",
                        "--classes",
                        names.toString(),
                        "--input-mean",
                        "0.5",
                        "--input-deviation",
                        "0.25");

        assertThat(result.error()).isEmpty();
        assertThat(result.output())
                .contains(
                        "Signature serving_default: input input_1, float32, 2 x 2 x 1; output"
                                + " dense, 3 classes, probabilities by its answers to noise;"
                                + " --output overrides.");
        ModelManifest manifest = ModelDirectory.open(out).manifest();
        assertThat(manifest.getModelId()).isEqualTo("adopted");
        assertThat(manifest.getClasses()).containsExactly("cat", "dog", "bird");
        assertThat(manifest.getInputType()).isEqualTo(InputType.FLOAT32);
        assertThat(manifest.getInputMean()).containsExactly(0.5);
        assertThat(manifest.getInputDeviation()).containsExactly(0.25);
        assertThat(manifest.getOutputType()).isEqualTo(OutputType.PROBABILITIES);
        assertThat(manifest.getPoints().get(0).getRole()).isEqualTo(PointRole.FOREIGN);
        assertThat(manifest.getInputHeight()).isEqualTo(2);
    }

    @Test
    void adopt_logits_found() throws Exception {
        Path out = work.resolve("adopted");

        Result result =
                run(
                        "--model",
                        logits.toString(),
                        "--out",
                        out.toString(),
                        "--dataset",
                        "pets",
                        "--model-id",
                        "pets-1");

        assertThat(result.code()).isZero();
        ModelManifest manifest = ModelDirectory.open(out).manifest();
        assertThat(manifest.getOutputType()).isEqualTo(OutputType.LOGITS);
        assertThat(manifest.getModelId()).isEqualTo("pets-1");
        assertThat(manifest.getClasses()).containsExactly("0", "1", "2");
    }

    @Test
    void adopt_wrongNumberOfClasses_usage() throws Exception {
        Path names = Files.writeString(work.resolve("names.txt"), "cat\n");
        Path out = work.resolve("adopted");

        Result result =
                run(
                        "--model",
                        logits.toString(),
                        "--out",
                        out.toString(),
                        "--dataset",
                        "pets",
                        "--classes",
                        names.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.error())
                .startsWith(
                        "Invalid --classes: %s names 1 classes, but the model has 3."
                                .formatted(names));
        assertThat(out).doesNotExist();
    }

    @Test
    void adopt_noModelThere_oneLine() {
        Result result =
                run(
                        "--model",
                        work.toString(),
                        "--out",
                        work.resolve("out").toString(),
                        "--dataset",
                        "pets");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.error())
                .startsWith("Cannot open the SavedModel in " + work + ": ")
                .hasLineCount(1);
    }

    @Test
    void adopt_targetNotEmpty_nothingIsTouched() throws Exception {
        Path kept = Files.writeString(work.resolve("kept.txt"), "kept");

        Result result =
                run("--model", logits.toString(), "--out", work.toString(), "--dataset", "pets");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.error())
                .contains("Cannot adopt into " + work + ": it is not empty. Give a new directory.");
        assertThat(kept).hasContent("kept");
    }

    @Test
    void look_answersThatAlmostAreProbabilities_logits() {
        assertThat(new NoiseAnswers(new float[] {0.5f, 0.5f, 1.2f, -0.2f}, 2).look())
                .isEqualTo(AdoptedOutput.LOGITS);
        assertThat(new NoiseAnswers(new float[] {0.5f, 0.6f}, 2).look())
                .isEqualTo(AdoptedOutput.LOGITS);
        assertThat(new NoiseAnswers(new float[] {0.5f, 0.5f, 1, 0}, 2).look())
                .isEqualTo(AdoptedOutput.PROBABILITIES);
    }

    private record Result(int code, String output, String error) {}

    private static Result run(String... options) {
        StringWriter output = new StringWriter();
        StringWriter error = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("adopt"));
        arguments.addAll(Arrays.asList(options));
        int code =
                Trainer.commandLine()
                        .setOut(new PrintWriter(output))
                        .setErr(new PrintWriter(error))
                        .execute(arguments.toArray(new String[0]));
        return new Result(code, output.toString(), error.toString());
    }

    /** Writes a model as Keras names it: four grey pixels, three classes. */
    private static Path write(Path directory, boolean softmax) throws IOException {
        TensorFlowRuntime.start();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> images =
                    tf.withName("serving_default_input_1")
                            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2, 2, 1)));
            float[][] weights = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {2, -1, 0}};
            Operand<TFloat32> flat = tf.reshape(images, tf.constant(new int[] {-1, 4}));
            Operand<TFloat32> sums = tf.linalg.matMul(flat, tf.constant(weights));
            Operand<TFloat32> answer = softmax ? tf.nn.softmax(sums) : sums;
            SignatureDef signature =
                    SignatureDef.newBuilder()
                            .setMethodName("tensorflow/serving/predict")
                            .putInputs("input_1", tensor(images.op().name(), -1, 2, 2, 1))
                            .putOutputs("dense", tensor(answer.op().name(), -1, 3))
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
        return directory;
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
