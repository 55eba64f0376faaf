package dev.midstream.trainer.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.FileChecksum;
import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import dev.midstream.OutputType;
import dev.midstream.PointRole;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.Trainer;
import dev.midstream.trainer.network.ImageShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptCommandTest {
    @TempDir static Path models;
    private static Path probabilities;
    private static Path logits;

    @TempDir private Path work;

    @BeforeAll
    static void writeModels() throws IOException {
        ImageShape fourPixels = new ImageShape(2, 2, 1);
        float[][] weights = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {2, -1, 0}};
        probabilities = models.resolve("probabilities");
        ForeignModel.write(probabilities, fourPixels, weights, OutputType.PROBABILITIES);
        logits = models.resolve("logits");
        ForeignModel.write(logits, fourPixels, weights, OutputType.LOGITS);
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
                        "--input-std",
                        "0.25");

        assertThat(result.error()).isEmpty();
        assertThat(result.output())
                .contains(
                        "Signature serving_default: input input_1, float32, channels last,"
                                + " 2 x 2 x 1; output dense, 3 classes, probabilities by its"
                                + " answers to noise; --output-type overrides.");
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
    void adopt_linkToASavedModel_copiesTheModel() throws Exception {
        Path link = Files.createSymbolicLink(work.resolve("link"), logits);
        Path out = work.resolve("adopted");
        Path names = Files.writeString(work.resolve("names.txt"), "\ufeffcat\r\ndog\r\nbird\r\n");

        Result result =
                run(
                        "--model",
                        link.toString(),
                        "--out",
                        out.toString(),
                        "--dataset",
                        "pets",
                        "--classes",
                        names.toString());

        assertThat(result.code()).isZero();
        ModelManifest manifest = ModelDirectory.open(out).manifest();
        assertThat(manifest.getFiles())
                .extracting(FileChecksum::getPath)
                .contains("saved_model.pb");
        // Without the byte-order mark and the carriage returns.
        assertThat(manifest.getClasses()).containsExactly("cat", "dog", "bird");
    }

    @Test
    void adopt_classesInLatin1_namesLineAndByte() throws Exception {
        Path names = work.resolve("names.txt");
        Files.writeString(names, "cat\ncafé\nbird\n", StandardCharsets.ISO_8859_1);

        Result result =
                run(
                        "--model",
                        logits.toString(),
                        "--out",
                        work.resolve("adopted").toString(),
                        "--dataset",
                        "pets",
                        "--classes",
                        names.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.error())
                .startsWith(
                        "Invalid --classes: Cannot read "
                                + names
                                + ": line 2 is not UTF-8 (byte E9 at offset 7). Save it as UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\tb"})
    void adopt_modelIdThatIsNoName_usage(String id) {
        Result result =
                run(
                        "--model",
                        logits.toString(),
                        "--out",
                        work.resolve("adopted").toString(),
                        "--dataset",
                        "pets",
                        "--model-id=" + id);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.error()).startsWith("Invalid --model-id: it is blank or has ");
    }

    @Test
    void adopt_datasetThatIsNoName_usage() {
        Result result =
                run(
                        "--model",
                        logits.toString(),
                        "--out",
                        work.resolve("adopted").toString(),
                        "--dataset= ");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.error()).startsWith("Invalid --dataset: it is blank or has ");
    }

    @Test
    void adopt_outThatIsALink_writesIntoItsTargetAndKeepsIt() throws Exception {
        Path target = Files.createDirectory(work.resolve("target"));
        Path link = Files.createSymbolicLink(work.resolve("out-link"), target);

        Result result =
                run("--model", logits.toString(), "--out", link.toString(), "--dataset", "pets");

        assertThat(result.code()).as(result.error()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(ModelDirectory.open(target).manifest().getModelId()).isEqualTo("out-link");
    }

    @Test
    void adopt_outThatIsALinkToNothing_isRefused() throws Exception {
        Path link = Files.createSymbolicLink(work.resolve("out-link"), work.resolve("nothing"));

        Result result =
                run("--model", logits.toString(), "--out", link.toString(), "--dataset", "pets");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.error().strip())
                .isEqualTo(
                        "Cannot read or write "
                                + link
                                + ": it is a link to something that does not exist.");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--input-mean 0.1,0.2,0.3 | Invalid --input-mean: 3 numbers for 1 channels.",
                "--input-std 0 | Invalid --input-std: 0.0. Give positive numbers.",
                "--classes nowhere.txt | Invalid --classes: nowhere.txt cannot be read.",
                "--size 3x3x3 | Invalid --size: 3x3x3. The signature says 2 x 2 x 1."
            })
    void adopt_optionsThatDoNotFit_usage(String options, String message) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--model", logits.toString(), "--dataset", "pets"));
        arguments.addAll(List.of("--out", work.resolve("adopted").toString()));
        arguments.addAll(List.of(options.split(" ", -1)));

        Result result = run(arguments.toArray(new String[0]));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.error()).startsWith(message).hasLineCount(1);
        assertThat(work.resolve("adopted")).doesNotExist();
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
                .startsWith(
                        "Cannot adopt %s: it has no saved_model.pb and is no ONNX file. Give the"
                                .formatted(work))
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
        assertThat(new NoiseAnswers(new float[] {0.5f, 0.5f, 1.2f, -0.2f}, 2).guess())
                .isEqualTo(AdoptedOutput.LOGITS);
        assertThat(new NoiseAnswers(new float[] {0.5f, 0.6f}, 2).guess())
                .isEqualTo(AdoptedOutput.LOGITS);
        assertThat(new NoiseAnswers(new float[] {0.5f, 0.5f, 1, 0}, 2).guess())
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
}
