package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.plan.Design;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.metrics.sequence.RunningAccuracy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each image under one condition: the same as publishers draw, and their mean. */
final class OneConditionTest {
    private static final String[] DESIGN = {
        "--corruptions", "contrast,fog", "--design", "one-condition", "--clean-share", "0.2"
    };

    @TempDir private Path work;
    private CatsAndDogs images;

    @BeforeEach
    void write() throws IOException {
        images = CatsAndDogs.write(work);
    }

    @Test
    void evaluate_oneCondition_scoresEachImageOnceAsThePlanHasIt() throws Exception {
        Path json = work.resolve("figures.json");
        TestPlan plan = plan();
        Map<Condition, Long> expected = new HashMap<>();
        for (int item = 0; item < plan.size(); item++) {
            expected.merge(plan.conditions().get(plan.conditionOf(item)), 1L, Long::sum);
        }

        evaluate("--json", json.toString());

        Map<Condition, Long> counts = new HashMap<>();
        try (InputStream stream = Files.newInputStream(json)) {
            for (RobustnessMetric metric : RobustnessMetrics.readJson(stream)) {
                if (metric.getKey().getPointId().equals("midpoint")) {
                    counts.put(
                            new Condition(
                                    metric.getKey().getCorruption(), metric.getKey().getSeverity()),
                            metric.getSums().getCount());
                }
            }
        }
        assertThat(counts).isEqualTo(expected);
        assertThat(counts.values().stream().mapToLong(n -> n).sum()).isEqualTo(CatsAndDogs.IMAGES);
    }

    @Test
    void evaluate_oneCondition_reportsTheMeanOfImagesAndNoCells() throws Exception {
        Path report = work.resolve("report.json");
        TestPlan plan = plan();
        long corrupted = 0;
        long cats = 0;
        for (int item = 0; item < plan.size(); item++) {
            if (!plan.conditions().get(plan.conditionOf(item)).isClean()) {
                corrupted++;
                cats += plan.images().label(plan.imageOf(item)) == 0 ? 1 : 0;
            }
        }

        Evaluation evaluation = evaluate("--report", report.toString());

        assertThat(evaluation.said())
                .startsWith("Each image was shown under one condition, drawn at random: ")
                .doesNotContain("contrast");
        JsonNode read = new ObjectMapper().readTree(report.toFile());
        assertThat(read.get("design").asText()).isEqualTo("one-condition");
        JsonNode midpoint = read.get("columns").get(0);
        assertThat(midpoint.at("/meanCorrupted/accuracy").asDouble())
                .isEqualTo((double) cats / corrupted);
        assertThat(midpoint.at("/meanCorrupted/ece").isMissingNode()).isTrue();
        assertThat(midpoint.at("/pooledAccuracy/low").asDouble())
                .isEqualTo(RunningAccuracy.interval(cats, corrupted, 0.05).low());
        assertThat(midpoint.get("wholeSetAccuracy")).isEmpty();
    }

    @Test
    void evaluate_everyCondition_wholeSetIsAPointWhenAllIsSeen() throws Exception {
        Path report = work.resolve("report.json");

        assertThat(images.evaluate("--report", report.toString()).code()).isZero();

        JsonNode midpoint = new ObjectMapper().readTree(report.toFile()).get("columns").get(0);
        assertThat(midpoint.at("/wholeSetAccuracy/clean/low").asDouble()).isEqualTo(0.75);
        assertThat(midpoint.at("/wholeSetAccuracy/clean/high").asDouble()).isEqualTo(0.75);
    }

    @Test
    void evaluate_csvOfOneCondition_isWrongUsage() {
        Evaluation evaluation =
                images.evaluate(with("--csv", work.resolve("accuracy.csv").toString()));

        assertThat(evaluation.code()).isEqualTo(2);
        assertThat(evaluation.complained())
                .startsWith(
                        "Invalid --csv: it has a column for each cell, and --design one-condition"
                                + " gives their mean.");
    }

    private Evaluation evaluate(String... options) {
        Evaluation evaluation = images.evaluate(with(options));
        assertThat(evaluation.code()).as(evaluation.complained()).isZero();
        return evaluation;
    }

    private static String[] with(String... options) {
        List<String> all = new ArrayList<>(List.of(DESIGN));
        all.addAll(List.of(options));
        return all.toArray(new String[0]);
    }

    private TestPlan plan() throws Exception {
        ConditionGrid grid = ConditionGrid.parse("contrast,fog", "1-5", CleanImages.INCLUDED);
        return TestSelection.all(grid, 0)
                .with(new Design.OneCondition(0.2))
                .of(Datasets.open("image-folder", images.data(), Split.TEST));
    }
}
