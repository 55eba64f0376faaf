package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.RobustnessMetric;
import dev.midstream.engine.fixture.ToyModel;
import dev.midstream.evaluation.record.RobustnessMetrics;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One answer that is not finite does not end an evaluation: as in the stream, others count. */
final class BadAnswersTest {
    private static final int SIDE = 8;
    private static final List<String> CLASSES = List.of("cat", "dog");

    @TempDir private Path work;

    @BeforeEach
    void writeImages() throws IOException {
        write("cat/black.png", 0x000000);
        write("cat/dark.png", 0x202020);
        write("cat/grey.png", 0x808080);
        write("dog/white.png", 0xffffff);
    }

    @Test
    void evaluate_oneImageNotFinite_othersAreCountedAndItIsNamed() throws Exception {
        model("picky", "ln(red) 0");

        Evaluation done =
                evaluate(
                        List.of("picky"),
                        "--json",
                        work.resolve("figures.json").toString(),
                        "--report",
                        work.resolve("report.json").toString(),
                        "--predictions",
                        work.resolve("predictions.csv").toString(),
                        "--bad-answers",
                        work.resolve("bad.csv").toString());

        assertThat(done.code()).as(done.complained()).isZero();
        assertThat(counts()).containsEntry("picky", 3L);
        assertThat(done.said())
                .contains(
                        "Answers of picky that cannot be judged, whose images are left out of its"
                                + " figures: 1 of 4.",
                        "  cat/black.png, clean: Point midpoint of model picky answers -Infinity"
                                + " for class 0.");
        assertThat(Files.readAllLines(work.resolve("predictions.csv")))
                .hasSize(4)
                .noneMatch(line -> line.contains("black"));
        assertThat(Files.readAllLines(work.resolve("bad.csv")))
                .containsExactly(
                        "imageId,model,corruption,severity,reason",
                        "cat/black.png,picky,none,0,Point midpoint of model picky answers"
                                + " -Infinity for class 0.");
        JsonNode bad =
                new ObjectMapper().readTree(work.resolve("report.json").toFile()).get("badAnswers");
        assertThat(bad.get("count").asLong()).isEqualTo(1);
        assertThat(bad.get("models").get(0).get("answers").asLong()).isEqualTo(4);
        assertThat(bad.get("examples").get(0).get("imageId").asText()).isEqualTo("cat/black.png");
    }

    @Test
    void evaluate_oneOfTwoModelsNotFinite_isAGapOfThatModelOnly() throws Exception {
        model("picky", "ln(red) 0");
        model("robust", "1 0");

        Evaluation done =
                evaluate(
                        List.of("picky", "robust"),
                        "--json",
                        work.resolve("figures.json").toString(),
                        "--report",
                        work.resolve("report.json").toString());

        assertThat(done.code()).as(done.complained()).isZero();
        assertThat(counts()).containsEntry("picky", 3L).containsEntry("robust", 4L);
        // Both answer cat for the three images that both answer.
        JsonNode pair =
                new ObjectMapper().readTree(work.resolve("report.json").toFile()).get("pairs");
        assertThat(pair.get(0).get("cells").get(0).get("disagreement").asDouble()).isZero();
    }

    @Test
    void evaluate_failOnBadAnswers_failsAfterTheReport() throws Exception {
        model("picky", "ln(red) 0");

        Evaluation done = evaluate(List.of("picky"), "--fail-on-bad-answers");

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.complained().strip())
                .isEqualTo("1 answers cannot be judged (--fail-on-bad-answers).");
        assertThat(done.said()).contains("midpoint").contains("1 of 4");
        Files.delete(work.resolve("images/test/cat/black.png"));
        assertThat(evaluate(List.of("picky"), "--fail-on-bad-answers").code()).isZero();
    }

    @Test
    void evaluate_noAnswerFinite_failsAndReportsTheOthers() throws Exception {
        model("broken", "NaN 0");
        model("robust", "1 0");

        Evaluation done =
                evaluate(
                        List.of("broken", "robust"),
                        "--json",
                        work.resolve("figures.json").toString());

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.complained().strip())
                .isEqualTo(
                        "Cannot evaluate broken: none of its answers can be judged. Point midpoint"
                                + " of model broken answers NaN for class 0.");
        assertThat(counts()).containsOnlyKeys("robust").containsEntry("robust", 4L);
        Evaluation required =
                evaluate(List.of("broken"), "--require", "midpoint accuracy clean > 0");
        assertThat(required.code()).isEqualTo(1);
        assertThat(required.said()).doesNotContain("requirements are met");
    }

    @Test
    void evaluate_noAnswerOfTwoModelsFinite_namesBoth() throws Exception {
        model("broken", "NaN 0");
        model("silent", "0 NaN");

        assertThat(evaluate(List.of("broken", "silent")).complained())
                .startsWith("Cannot evaluate broken, silent: none of their answers can be judged.");
    }

    @Test
    void evaluate_earlyOneImageNotFinite_saysSoAndWhatTheClassesAre() throws Exception {
        model("picky", "ln(red) 0");
        ToyModel.write(
                work.resolve("wide"),
                List.of("cat", "dog", "fox"),
                SIDE,
                Collections.nCopies(ToyModel.POINTS.size(), "1 0 0"));
        List<String> models = List.of("picky", "wide");
        String[] early = {"--early", "--require", "picky/midpoint accuracy clean < 0.9"};

        Evaluation done = evaluate(models, early);

        assertThat(done.code()).as(done.complained()).isZero();
        assertThat(done.said().lines())
                .contains(
                        "Answers of picky that cannot be judged: 1 of 4 (first: Point midpoint of"
                                + " model picky answers -Infinity for class 0.)")
                .anyMatch(line -> line.startsWith("wide: answers are"))
                .noneMatch(line -> line.startsWith("Answers of wide"));
        Evaluation strict = evaluate(models, early[0], early[1], early[2], "--fail-on-bad-answers");
        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.complained().strip())
                .isEqualTo("1 answers cannot be judged (--fail-on-bad-answers).");
    }

    @Test
    void evaluate_earlyNoAnswerFinite_fails() throws Exception {
        model("robust", "1 0");
        model("broken", "NaN 0");
        model("silent", "0 NaN");

        Evaluation done =
                evaluate(
                        List.of("robust", "broken"),
                        "--early",
                        "--require",
                        "robust/midpoint accuracy clean > 0.5");

        assertThat(done.said()).startsWith("Requirement met: ");
        assertThat(done.code()).isEqualTo(1);
        assertThat(done.complained().strip())
                .isEqualTo(
                        "Cannot evaluate broken: none of its answers can be judged. Point midpoint"
                                + " of model broken answers NaN for class 0.");
        // The reason of each is known, however many answers of the others come before.
        assertThat(
                        evaluate(
                                        List.of("broken", "silent"),
                                        "--early",
                                        "--require",
                                        "broken/midpoint accuracy clean > 0.5")
                                .said())
                .contains("silent that cannot be judged: 4 of 4 (first: Point midpoint of model");
    }

    @Test
    void evaluate_csvOfAModelThatAnswersNothing_hasNoRowOfIt() throws Exception {
        model("broken", "NaN 0");
        model("robust", "1 0");
        Path csv = work.resolve("accuracy.csv");

        Evaluation alone =
                underCorruptions(List.of("broken"), "brightness", "--csv", csv.toString());

        assertThat(alone.code()).isEqualTo(1);
        assertThat(alone.complained()).startsWith("Cannot evaluate broken: ").hasLineCount(1);
        assertThat(Files.readAllLines(csv)).containsExactly(",brightness", ",1");
        Evaluation both =
                underCorruptions(
                        List.of("broken", "robust"), "brightness", "--csv", csv.toString());
        assertThat(both.complained()).startsWith("Cannot evaluate broken: ").hasLineCount(1);
        assertThat(Files.readAllLines(csv))
                .containsExactly(",brightness", ",1", "robust/midpoint,0.75");
    }

    @Test
    void evaluate_noAnswerUnderOneCorruption_isAGapOfTheCsvAndMissesRequirements()
            throws Exception {
        blackOnly();
        model("picky", "ln(red) 0");
        model("robust", "1 0");
        Path csv = work.resolve("accuracy.csv");
        Path report = work.resolve("report.json");

        Evaluation done =
                underCorruptions(
                        List.of("picky", "robust"),
                        "contrast,brightness",
                        "--csv",
                        csv.toString(),
                        "--report",
                        report.toString(),
                        "--require",
                        "picky accuracy mean >= 0",
                        "--require",
                        "picky accuracy brightness/1 >= 0",
                        "--require",
                        "picky contrast <= robust contrast");

        assertThat(done.complained().lines().toList())
                .containsExactly(
                        "Requirement failed: picky accuracy mean >= 0: picky/midpoint answers no"
                                + " image of contrast/1.",
                        "Requirement failed: picky contrast <= robust contrast: picky/midpoint"
                                + " answers no image of contrast/1.");
        assertThat(done.code()).isEqualTo(3);
        assertThat(done.said().lines())
                .containsOnlyOnce(
                        "Means over corrupted cells are over fewer of them for models that answer"
                                + " no image of some: picky (contrast 1).");
        assertThat(Files.readAllLines(csv).subList(0, 2))
                .containsExactly(",contrast,brightness", ",1,1");
        assertThat(Files.readAllLines(csv).subList(2, 4))
                .satisfiesExactly(
                        row -> assertThat(row).matches("picky/midpoint,,[01]\\.[0-9]+"),
                        row -> assertThat(row).isEqualTo("robust/midpoint,0.5,0.5"));
        JsonNode whole =
                new ObjectMapper()
                        .readTree(report.toFile())
                        .at("/columns/0/wholeSetAccuracy/meanCorrupted");
        // Nothing is known of the images under contrast, and all of those under brightness.
        assertThat(whole.get("high").asDouble() - whole.get("low").asDouble()).isEqualTo(0.5);
    }

    private void blackOnly() throws IOException {
        Files.delete(work.resolve("images/test/cat/dark.png"));
        Files.delete(work.resolve("images/test/cat/grey.png"));
        Files.delete(work.resolve("images/test/dog/white.png"));
        write("dog/black.png", 0x000000);
    }

    private void model(String id, String midpoint) throws IOException {
        List<String> logits = new ArrayList<>(Collections.nCopies(ToyModel.POINTS.size(), "1 0"));
        logits.set(0, midpoint);
        ToyModel.write(work.resolve(id), CLASSES, SIDE, logits);
    }

    private Evaluation evaluate(List<String> models, String... options) {
        return underCorruptions(models, "none", options);
    }

    private Evaluation underCorruptions(
            List<String> models, String corruptions, String... options) {
        List<String> arguments = new ArrayList<>();
        for (String model : models) {
            arguments.addAll(List.of("--model", work.resolve(model).toString()));
        }
        arguments.addAll(
                List.of(
                        "--points",
                        "midpoint",
                        "--dataset",
                        "image-folder",
                        "--data",
                        work.resolve("images").toString(),
                        "--corruptions",
                        corruptions,
                        "--severities",
                        "1"));
        arguments.addAll(List.of(options));
        return Evaluation.of(arguments);
    }

    private Map<String, Long> counts() throws IOException {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (InputStream stream = Files.newInputStream(work.resolve("figures.json"))) {
            for (RobustnessMetric metric : RobustnessMetrics.readJson(stream)) {
                counts.put(metric.getKey().getModelId(), metric.getSums().getCount());
            }
        }
        return counts;
    }

    private void write(String name, int rgb) throws IOException {
        Path file = work.resolve("images/test").resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, rgb);
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
