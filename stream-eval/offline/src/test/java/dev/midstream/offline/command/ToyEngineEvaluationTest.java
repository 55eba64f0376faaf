package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.RobustnessMetric;
import dev.midstream.engine.fixture.ToyModel;
import dev.midstream.evaluation.record.RobustnessMetrics;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An engine that is one class and one line in a service file is all that evaluation needs. */
final class ToyEngineEvaluationTest {
    private static final int SIDE = 32;
    private static final int CATS = 3;

    /** Of midpoint, endpoint-0, endpoint-1, at-0.2 and at-0.8: logits for cat and dog. */
    private static final List<String> LOGITS = List.of("1 0", "0 1", "2 0", "0 3", "5 0");

    @TempDir private Path work;

    @Test
    void evaluate_modelOfAnotherEngine_figuresOfItsAnswers() throws Exception {
        Path json = work.resolve("figures.json");

        String said = evaluate("--ensemble", "mirrored", "--json", json.toString());

        assertThat(correct(json))
                .as(said)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "midpoint", 3L,
                                "endpoint-0", 1L,
                                "endpoint-1", 3L,
                                "at-0.2", 1L,
                                "at-0.8", 3L,
                                // Mean logits (1, 0.5) and (2.5, 1.5).
                                "endpoint-0+endpoint-1", 3L,
                                "at-0.2+at-0.8", 3L));
    }

    @Test
    void evaluate_ensembleOfNamedPointsAlone_theirMean() throws Exception {
        Path json = work.resolve("figures.json");

        String said =
                evaluate(
                        "--points",
                        "endpoint-1,at-0.2,ensemble",
                        "--ensemble",
                        "none",
                        "--json",
                        json.toString());

        // Mean logits (1, 1.5).
        assertThat(correct(json))
                .as(said)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("endpoint-1", 3L, "at-0.2", 1L, "ensemble", 1L));
    }

    @Test
    void evaluate_precisionOrDeviceThatItsEngineLacks_saysWhatToDo() throws Exception {
        assertThat(failure("--precision", "bf16"))
                .contains(
                        "Cannot score model in bf16: only SavedModels can be. Use --precision"
                                + " float32, or auto.");
        assertThat(failure("--precision", "bf16", "--device", "gpu"))
                .contains("Invalid --precision: bf16 is for --device cpu. Use float32 on a GPU.");
        assertThat(failure("--device", "gpu")).contains("toys need no GPU. Use --device cpu.");
        assertThat(evaluate("--precision", "auto", "--device", "auto")).contains("model");
    }

    private String failure(String... options) throws IOException {
        StringWriter said = new StringWriter();
        assertThat(run(said, options)).as(said.toString()).isPositive();
        return said.toString();
    }

    private String evaluate(String... options) throws IOException {
        StringWriter said = new StringWriter();
        assertThat(run(said, options)).as(said.toString()).isZero();
        return said.toString();
    }

    private int run(StringWriter said, String... options) throws IOException {
        Path images = work.resolve("images");
        for (int i = 0; i < CATS; i++) {
            write(images.resolve("test/cat/" + i + ".png"));
        }
        write(images.resolve("test/dog/0.png"));
        Path model = work.resolve("model");
        ToyModel.write(model, List.of("cat", "dog"), SIDE, LOGITS);
        CommandLine command =
                new CommandLine(new EvaluateCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(said, true))
                        .setErr(new PrintWriter(said, true));
        List<String> arguments =
                List.of(
                        "--model",
                        model.toString(),
                        "--dataset",
                        "image-folder",
                        "--data",
                        images.toString(),
                        "--corruptions",
                        "none");
        String[] all = new String[arguments.size() + options.length];
        arguments.toArray(all);
        System.arraycopy(options, 0, all, arguments.size(), options.length);
        return command.execute(all);
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", file.toFile());
    }

    private static Map<String, Long> correct(Path json) throws IOException {
        Map<String, Long> correct = new LinkedHashMap<>();
        try (InputStream stream = Files.newInputStream(json)) {
            for (RobustnessMetric metric : RobustnessMetrics.readJson(stream)) {
                assertThat(metric.getSums().getCount()).isEqualTo(CATS + 1);
                correct.put(metric.getKey().getPointId(), metric.getSums().getCorrect());
            }
        }
        return correct;
    }
}
