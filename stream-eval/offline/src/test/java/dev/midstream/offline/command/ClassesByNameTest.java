package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.RobustnessMetric;
import dev.midstream.cli.ErrorLines;
import dev.midstream.engine.fixture.ToyModel;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.images.npy.NpyHeader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Labels of data sets are matched with the classes of models by name. */
final class ClassesByNameTest {
    private static final int SIDE = 32;

    @TempDir private Path work;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void evaluate_foldersThatSortAsText_areFoundByTheirNames() throws Exception {
        model("numbers", List.of("0", "1", "2", "10"), "0 0 9 0");
        folder("0", 1);
        folder("1", 1);
        folder("2", 5);
        folder("10", 1);

        assertThat(evaluate("numbers")).as(err.toString()).isZero();

        // The model answers 2, which comes after 10 in the list of folders.
        assertThat(metric("numbers").getSums().getCorrect()).isEqualTo(5);
        assertThat(out.toString()).doesNotContain("numbers: ");
    }

    @Test
    void evaluate_testFolderThatLacksClasses_answersAreThoseAmongItsOwn() throws Exception {
        model("animals", List.of("cat", "cow", "dog", "owl"), "9 0 2 1");
        folder("dog", 3);
        folder("owl", 1);

        assertThat(evaluate("animals")).as(err.toString()).isZero();

        assertThat(metric("animals").getSums().getCorrect()).isEqualTo(3);
        assertThat(metric("animals").getSums().getNegativeLogLikelihood())
                .isCloseTo(4 * Math.log(1 + Math.exp(-1)) + 1, within(1e-6));
        assertThat(out.toString())
                .contains(
                        "animals: answers are those among the 2 of its 4 classes that image-folder"
                                + " has (--all-classes keeps all).");
        assertThat(report().get("remarks").get(0).asText()).startsWith("animals: answers are");
    }

    @Test
    void evaluate_allClasses_noneIsLeftOut() throws Exception {
        model("animals", List.of("cat", "cow", "dog", "owl"), "9 0 2 1");
        folder("dog", 3);
        folder("owl", 1);

        assertThat(evaluate("animals", "--all-classes")).as(err.toString()).isZero();

        assertThat(metric("animals").getSums().getCorrect()).isZero();
        assertThat(out.toString()).doesNotContain("animals: ");
    }

    @Test
    void evaluate_npzOfNumbers_labelsAreTheModelsIndexesWithNoiseAmongThem() throws Exception {
        model("four", List.of("cat", "cow", "dog", "owl"), "0 0 9 0");
        Path file = work.resolve("four.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("images.npy"));
            zip.write(NpyHeader.of("|u1", 40, SIDE, SIDE, 3).encode());
            zip.write(new byte[40 * SIDE * SIDE * 3]);
            zip.putNextEntry(new ZipEntry("labels.npy"));
            zip.write(NpyHeader.of("|u1", 40).encode());
            for (int i = 0; i < 40; i++) {
                zip.write(i % 4);
            }
        }

        assertThat(run("npz", file, List.of("four"), "--label-noise", "0.5"))
                .as(err.toString())
                .isZero();

        List<RobustnessMetric> metrics = metrics();
        assertThat(metrics).extracting(one -> one.getSums().getCount()).containsOnly(40L);
        assertThat(metrics)
                .filteredOn(one -> one.getKey().getLabelKind().name().equals("TRUE"))
                .extracting(one -> one.getSums().getCorrect())
                .containsOnly(10L);
        assertThat(out.toString())
                .contains(
                        "four: labels of npz are indexes of classes, because the data set has"
                                + " numbers for names.");
    }

    @Test
    void evaluate_modelsWithOtherOrders_pairsAreComparedClassByClass() throws Exception {
        model("one", List.of("cat", "cow", "dog"), "0 1 3");
        model("other", List.of("dog", "cat", "cow"), "3 0 1");
        folder("cat", 1);
        folder("cow", 1);
        folder("dog", 2);

        assertThat(run("image-folder", work.resolve("images"), List.of("one", "other")))
                .as(err.toString())
                .isZero();

        assertThat(metric("one").getSums()).isEqualTo(metric("other").getSums());
        JsonNode pair = report().get("pairs").get(0).get("cells").get(0);
        assertThat(pair.get("disagreement").asDouble()).isZero();
        assertThat(pair.get("totalVariation").asDouble()).isZero();
        List<String> predictions = Files.readAllLines(work.resolve("predictions.csv"));
        assertThat(predictions)
                .anyMatch(line -> line.contains(",one,") && line.endsWith(",dog,dog"))
                .anyMatch(line -> line.matches(".*,other,midpoint,none,0,0,0,[0-9.]+,dog,dog"));
    }

    @Test
    void evaluate_classThatTheModelLacks_isNamedWithWhatToDo() throws Exception {
        model("animals", List.of("cat", "dog"), "0 1");
        folder("cat", 1);
        folder("Dog", 1);
        folder("wolf", 1);

        assertThat(evaluate("animals")).isEqualTo(1);

        assertThat(err.toString().strip())
                .isEqualTo(
                        "Cannot evaluate animals: it has no class Dog, wolf of image-folder. Map"
                                + " their names with --class-map.");
    }

    @Test
    void evaluate_classMap_namesAreTranslated() throws Exception {
        model("animals", List.of("cat", "dog"), "0 1");
        folder("n01", 1);
        folder("n02", 2);
        Path map = work.resolve("map.tsv");
        Files.writeString(map, "\ufeffn02\tdog\r\nn01\tcat\r\n");

        assertThat(evaluate("animals", "--class-map", map.toString())).as(err.toString()).isZero();

        assertThat(metric("animals").getSums().getCorrect()).isEqualTo(2);
    }

    @Test
    void evaluate_classMapThatIsNone_isWrongUsage() throws Exception {
        model("animals", List.of("cat", "dog"), "0 1");
        folder("cat", 1);
        Path map = work.resolve("map.tsv");

        assertThat(evaluate("animals", "--class-map", map.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("Invalid --class-map: " + map + " cannot be read.");
        Files.writeString(map, "cat dog\n");
        assertThat(evaluate("animals", "--class-map", map.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "Invalid --class-map: %s has the line 'cat dog'. Give a name of the data set, a tab and a name of the model."
                                .formatted(map));
        Files.writeString(map, "cat\tdog\ncat\tcow\n");
        assertThat(evaluate("animals", "--class-map", map.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("Invalid --class-map: %s has two lines for cat.".formatted(map));
    }

    private int evaluate(String model, String... options) throws IOException {
        return run("image-folder", work.resolve("images"), List.of(model), options);
    }

    private int run(String dataset, Path data, List<String> models, String... options) {
        List<String> arguments = new ArrayList<>();
        for (String model : models) {
            arguments.addAll(List.of("--model", work.resolve(model).toString()));
        }
        arguments.addAll(List.of("--dataset", dataset, "--data", data.toString()));
        arguments.addAll(List.of("--corruptions", "none", "--points", "midpoint"));
        arguments.addAll(List.of("--ensemble", "none"));
        arguments.addAll(List.of("--json", work.resolve("figures.json").toString()));
        arguments.addAll(List.of("--report", work.resolve("report.json").toString()));
        arguments.addAll(List.of("--predictions", work.resolve("predictions.csv").toString()));
        arguments.addAll(List.of(options));
        CommandLine command = ErrorLines.install(new CommandLine(new EvaluateCommand()));
        return command.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(new String[0]));
    }

    private void model(String name, List<String> classes, String logits) throws IOException {
        ToyModel.write(work.resolve(name), classes, SIDE, Collections.nCopies(5, logits));
    }

    private void folder(String name, int images) throws IOException {
        Path directory = Files.createDirectories(work.resolve("images/test").resolve(name));
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < images; i++) {
            ImageIO.write(image, "png", directory.resolve(i + ".png").toFile());
        }
    }

    private List<RobustnessMetric> metrics() throws IOException {
        try (InputStream stream = Files.newInputStream(work.resolve("figures.json"))) {
            return RobustnessMetrics.readJson(stream);
        }
    }

    private RobustnessMetric metric(String model) throws IOException {
        return metrics().stream()
                .filter(metric -> metric.getKey().getModelId().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(work.resolve("report.json").toFile());
    }
}
