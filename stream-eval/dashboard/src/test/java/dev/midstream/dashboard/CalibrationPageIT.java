package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.dashboard.browser.BrowserPage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How sure the page is of who is best calibrated. */
@ExtendWith(PageScene.Each.class)
class CalibrationPageIT {
    private static final int MANY = 20_000;

    /** A point whose answers are right that often, at confidence 0.9 or so. */
    private record Point(String name, int images, double accuracy) {}

    @BeforeAll
    static void send(PageScene scene) throws Exception {
        scene.topic().create();
        Point good = new Point("midpoint", MANY, 0.9);
        Point alike = new Point("endpoint-0", MANY, 0.89);
        Point bad = new Point("endpoint-1", MANY, 0.5);
        Point few = new Point("ensemble", 50, 0.5);
        send(scene, "apart", good, bad);
        send(scene, "one-overlaps", good, alike, bad);
        send(scene, "all-overlap", good, alike, few);
        scene.awaitMetrics("", 8);
    }

    private static void send(PageScene scene, String run, Point... points) throws Exception {
        List<RobustnessMetric> metrics = new ArrayList<>();
        for (Point point : points) {
            metrics.add(
                    MetricSamples.metric(
                            new MetricKey(
                                    run, "m", point.name(), "d", "none", 0, LabelKind.OBSERVED),
                            MetricSamples.sums(point.images(), point.accuracy(), 0.9, 1),
                            MetricSamples.NOON));
        }
        scene.topic().send(metrics);
    }

    private static Locator sentence(BrowserPage page, String run) {
        page.go("run=" + run);
        return page.locator(".verdict p")
                .filter(new Locator.FilterOptions().setHasText("Calibration"));
    }

    @Test
    void verdict_intervalsApart_saysThatTheyAre(PageScene scene) {
        assertThat(sentence(scene.page(), "apart"))
                .hasText(
                        Pattern.compile(
                                "Calibration midpoint has the smallest ECE on clean images:"
                                        + " [\\d.]+% \\([\\d.]+–[\\d.]+\\); next is endpoint-1 with"
                                        + " [\\d.]+% \\([\\d.]+–[\\d.]+\\)\\. Its 95% interval lies"
                                        + " below those of all others\\."));
        scene.page().assertSound();
    }

    @Test
    void verdict_oneIntervalOverlaps_namesItAndClaimsNothing(PageScene scene) {
        assertThat(sentence(scene.page(), "one-overlaps"))
                .hasText(
                        Pattern.compile(
                                ".*\\. Its 95% interval overlaps with that of"
                                        + " (midpoint|endpoint-0), which shows neither a difference"
                                        + " nor that there is none\\."));
    }

    @Test
    void verdict_everyIntervalOverlaps_namesThemAll(PageScene scene) {
        assertThat(sentence(scene.page(), "all-overlap"))
                .hasText(
                        Pattern.compile(
                                ".*\\. Its 95% interval overlaps with those of \\S+ and ensemble,"
                                        + " which shows .*"));
    }

    @Test
    void map_twoPointsWithoutAPairedTest_marksWhereTheIntervalsAreApart(PageScene scene) {
        BrowserPage page = scene.page();
        for (String figure : List.of("ece", "accuracy")) {
            page.go(
                    "run=one-overlaps&view=robustness&point=endpoint-1&against=midpoint&figure="
                            + figure);
            assertThat(page.cell("none", 0)).hasClass(Pattern.compile(".*\\bsure\\b.*"));
            assertThat(page.locator("#map .legend"))
                    .containsText("● the 95% intervals do not overlap");
            page.locator("select[name=point]").selectOption("endpoint-0");
            assertThat(page.cell("none", 0)).not().hasClass(Pattern.compile(".*\\bsure\\b.*"));
        }
        page.go("run=apart&view=robustness&point=endpoint-1&against=midpoint&figure=nll");
        assertThat(page.locator("#map .legend")).not().containsText("●");
        page.assertSound();
    }
}
