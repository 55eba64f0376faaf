package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.dashboard.browser.BrowserPage;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paired verdicts of two models, a line and a curve, are about the points that were compared. */
@ExtendWith(PageScene.Each.class)
class ReferencesPageIT {
    private static final int IMAGES = 400;
    private static final Pattern SURE = Pattern.compile(".*\\bsure\\b.*");
    private static final PointName LINE = new PointName("line", "midpoint");
    private static final PointName CURVE = new PointName("curve", "midpoint");

    private final List<RobustnessMetric> metrics = new ArrayList<>();

    @AfterEach
    void assertSound(PageScene scene) {
        scene.page().assertSound();
    }

    @Test
    void overview_ownMidpoints_comparesEachPointWithItsOwn(PageScene scene) throws Exception {
        sendOwnMidpoints(scene);
        BrowserPage page = scene.page().go("view=overview");

        assertThat(page.locator(".verdict p").first())
                .hasText(
                        Pattern.compile(
                                "Corrupted images curve / sample-3 is best: .* \\+[0-9.]+ points"
                                        + " over curve / midpoint, surely ahead in 1 of 2 cells so"
                                        + " far\\."));
        assertPoint(page, "curve / sample-3", "74 : 20", "curve / midpoint");
        assertPoint(page, "line / sample-3", "28 : 20", "line / midpoint");
        assertPoint(page, "curve / midpoint", "reference", "–");
        assertPoint(page, "line / midpoint", "reference", "–");
        assertThat(page.locator("#points .caption"))
                .containsText("this point got right and its own reference wrong");
        Map<String, String> references = new LinkedHashMap<>();
        for (JsonNode row : rows(page.download("points", "JSON"))) {
            references.put(row.get("point").asText(), row.get("reference").asText());
        }
        assertThat(references)
                .containsEntry("curve / sample-3", "curve / midpoint")
                .containsEntry("line / sample-3", "line / midpoint")
                .containsEntry("curve / midpoint", "null");
        assertThat(page.figure("best", "snow", "over")).hasText("curve / midpoint");
        assertThat(page.figure("best", "snow", "wins")).hasText("74 : 20");
    }

    @ParameterizedTest
    @CsvSource({
        "curve / sample-3, curve / midpoint, true",
        "curve / midpoint, curve / sample-3, true",
        "curve / sample-3, line / midpoint, false",
        "line / midpoint, curve / sample-3, false",
        "curve / midpoint, line / midpoint, false",
    })
    void robustness_ownMidpoints_marksVerdictsOfTheTwoAlone(
            String point, String against, boolean compared, PageScene scene) throws Exception {
        sendOwnMidpoints(scene);
        BrowserPage page =
                scene.page().go("view=robustness&point=%s&against=%s".formatted(point, against));

        assertThat(page.locator("#map-title")).containsText(point + " − " + against);
        String test = "the paired test on the same images is sure so far";
        Locator caption = page.locator("#map .caption");
        if (compared) {
            assertThat(caption).containsText(test);
            assertThat(page.cell("snow", 1)).hasClass(SURE);
            assertThat(page.cell("snow", 2)).not().hasClass(SURE);
        } else {
            assertThat(caption).containsText("where the two intervals do not overlap");
            assertThat(caption).not().containsText("where the two differ");
        }
    }

    @Test
    void cell_ownMidpoints_namesTheReferenceOfEachPoint(PageScene scene) throws Exception {
        sendOwnMidpoints(scene);
        BrowserPage page = scene.page().go("view=robustness&cell=1~snow");

        assertThat(page.figure("cell", "curve / sample-3", "wins")).hasText("60 : 10");
        assertThat(page.figure("cell", "curve / sample-3", "reference"))
                .hasText("curve / midpoint");
        assertThat(page.figure("cell", "line / sample-3", "reference")).hasText("line / midpoint");
        assertThat(page.figure("cell", "line / midpoint", "reference")).hasText("–");
        assertThat(page.locator("#cell .caption"))
                .containsText("of a point are against its own reference on the images so far");
        for (JsonNode row : rows(page.download("cell", "JSON"))) {
            if (row.get("point").asText().endsWith("sample-3")) {
                assertThat(row.get("referenceModelId")).isEqualTo(row.get("modelId"));
                assertThat(row.get("referencePointId").asText()).isEqualTo("midpoint");
            }
        }
    }

    @Test
    void verdict_bestIsAReferenceOfOthers_isOverTheSecondBest(PageScene scene) throws Exception {
        add(LINE, 0.7, 0, 0, null);
        add(new PointName("line", "sample-3"), 0.8, 14, 10, LINE);
        add(CURVE, 0.9, 0, 0, null);
        add(new PointName("curve", "sample-3"), 0.6, 10, 60, CURVE);
        send(scene);
        BrowserPage page = scene.page().go("view=overview");

        // The second best was compared with another point.
        assertThat(page.locator(".verdict p").first())
                .hasText(
                        Pattern.compile(
                                ".* curve / midpoint is best: .* points over line / sample-3, not"
                                        + " tested: the records hold no paired comparison of the"
                                        + " two\\."));
        assertThat(page.figure("best", "snow", "over")).hasText("line / sample-3");
        assertThat(page.figure("best", "snow", "wins")).hasText("–");

        page.go("view=overview&model=curve");
        assertThat(page.locator(".verdict p").first())
                .hasText(
                        Pattern.compile(
                                ".* midpoint is best: .* points over sample-3, surely ahead in 1 of"
                                        + " 2 cells so far\\."));
    }

    @Test
    void overview_oneReferenceOfAll_isNamedAlsoWhereItIsNotShown(PageScene scene) throws Exception {
        add(LINE, 0.6, 0, 0, null);
        add(CURVE, 0.8, 14, 10, LINE);
        add(new PointName("curve", "sample-3"), 0.9, 60, 10, LINE);
        send(scene);
        BrowserPage page = scene.page().go("view=overview");

        assertThat(page.locator(".verdict p").first())
                .containsText("points over line / midpoint, surely ahead in 1 of 2 cells so far.");
        assertThat(page.locator("#points .caption"))
                .containsText("this point got right and line / midpoint wrong");
        assertThat(page.figure("points", "curve / sample-3", "reference")).hasCount(0);

        // The curve has a midpoint too, which is not what its points were compared with.
        page.go("view=overview&model=curve");
        assertThat(page.locator(".verdict p").first())
                .containsText("points over midpoint, not tested");
        assertThat(page.figure("points", "midpoint", "wins")).hasText("28 : 20");
        assertThat(page.locator("#points .caption"))
                .containsText("this point got right and line / midpoint wrong");
        page.go("view=robustness&model=curve&point=sample-3&against=midpoint");
        assertThat(page.locator("#map .caption"))
                .containsText("where the two intervals do not overlap");
        assertThat(page.locator("#cell .caption"))
                .containsText("of a point are against line / midpoint on the images so far");
    }

    private static void assertPoint(BrowserPage page, String point, String wins, String over) {
        assertThat(page.figure("points", point, "wins")).hasText(wins);
        assertThat(page.figure("points", point, "reference")).hasText(over);
    }

    private static JsonNode rows(String json) throws Exception {
        return new ObjectMapper().readTree(json).get("rows");
    }

    /** What a job writes whose points are compared with the midpoint of their model. */
    private void sendOwnMidpoints(PageScene scene) throws Exception {
        add(LINE, 0.65, 0, 0, null);
        add(new PointName("line", "sample-3"), 0.7, 14, 10, LINE);
        add(CURVE, 0.8, 0, 0, null);
        add(new PointName("curve", "sample-3"), 0.9, 60, 10, CURVE);
        send(scene);
    }

    private void send(PageScene scene) throws Exception {
        scene.topic().create().send(metrics);
        scene.awaitMetrics("", metrics.size());
    }

    /** A point, which won and lost these images of snow 1, and 14 and 10 of the other cells. */
    private void add(
            PointName point, double accuracy, int wins, int losses, @Nullable PointName reference) {
        PointProfile profile = new PointProfile(Optional.empty(), Optional.ofNullable(reference));
        for (int severity = 0; severity <= 2; severity++) {
            MetricKey key =
                    new MetricKey(
                            PageScene.RUN,
                            point.modelId(),
                            point.pointId(),
                            "fashion-mnist",
                            severity == 0 ? "none" : "snow",
                            severity,
                            LabelKind.TRUE);
            PairedSums paired =
                    reference == null
                            ? PairedSums.EMPTY
                            : severity == 1
                                    ? new PairedSums(wins, losses, wins + losses)
                                    : new PairedSums(14, 10, 24);
            PointSums sums = new PointSums(MetricSamples.sums(IMAGES, accuracy, 0.8, 3), paired, 0);
            metrics.add(RobustnessMetrics.cumulative(key, profile, sums, 15, MetricSamples.NOON));
        }
    }
}
