package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.midstream.LabelKind;
import dev.midstream.PairedComparison;
import dev.midstream.RobustnessMetric;
import dev.midstream.dashboard.browser.BrowserPage;
import dev.midstream.metrics.PairedSums;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page that stays open while the stream, the topic or the dashboard changes. */
@ExtendWith(PageScene.Each.class)
class LivePageIT {
    @Test
    void page_noTopic_waitsAndThenFillsByItself(PageScene scene) throws Exception {
        BrowserPage page = scene.page();
        page.go("");
        page.mark();
        assertThat(page.locator("#waiting")).isVisible();
        assertThat(page.locator("#waiting-text")).containsText("does not exist yet");
        page.shoot("light-waiting-1280");
        scene.topic().create();
        assertThat(page.locator("#waiting-text")).containsText("holds none yet");
        scene.sendGrid(LabelKind.OBSERVED);
        assertThat(page.locator("#points")).isVisible();
        assertThat(page.locator("#waiting")).isHidden();
        page.locator("nav a:has-text('Label noise')").click();
        assertThat(page.locator(".empty").first()).containsText("No run with label noise yet");
        scene.sendGrid(LabelKind.TRUE);
        assertThat(page.locator("#noise canvas")).isVisible();
        page.assertMarked();
        page.assertSound();
    }

    @Test
    void page_newFigures_showWithoutReload(PageScene scene) throws Exception {
        BrowserPage page = scene.page();
        scene.topic().create();
        scene.sendGrid(LabelKind.TRUE);
        page.go("view=robustness");
        Locator cell = page.cell("snow", 3);
        cell.click();
        page.mark();
        scene.topic()
                .send(
                        List.of(
                                MetricSamples.metric(
                                        MetricSamples.key("midpoint", "snow", 3),
                                        MetricSamples.sums(1000, 1, 0.9, 7),
                                        Instant.now())));
        assertThat(cell).hasText("100.0");
        assertThat(cell).hasAttribute("title", Pattern.compile(".*1,000 images.*"));
        assertThat(page.locator("#sequence .caption")).containsText("1,000 images");
        page.locator("nav a:has-text('Overview')").click();
        assertThat(page.figure("points", "midpoint", "images")).hasText("7,000");
        assertThat(page.locator("#status")).containsText("Live");
        page.assertMarked();
        page.assertSound();
    }

    @Test
    void robustness_difference_marksWhatIsSure(PageScene scene) throws Exception {
        BrowserPage page = scene.page();
        scene.topic()
                .create()
                .send(
                        List.of(
                                compared(1, 60, 10),
                                compared(2, 14, 10),
                                MetricSamples.metric("endpoint-0", "snow", 1),
                                MetricSamples.metric("endpoint-0", "snow", 2)));
        page.go("view=robustness&point=midpoint&against=endpoint-0");
        assertThat(page.cell("snow", 1)).hasClass(Pattern.compile(".*\\bsure\\b.*"));
        assertThat(page.cell("snow", 2)).not().hasClass(Pattern.compile(".*\\bsure\\b.*"));
        assertThat(page.locator("#map-title"))
                .hasText("Accuracy: midpoint − endpoint-0, percentage points");
    }

    private static RobustnessMetric compared(int severity, long wins, long losses) {
        RobustnessMetric metric = MetricSamples.metric("midpoint", "snow", severity);
        PairedSums sums = new PairedSums(wins, losses, wins + losses);
        metric.put(
                "comparison",
                new PairedComparison(
                        "endpoint-0", "", wins, losses, sums.pValue(), wins + losses, null));
        return metric;
    }

    @Test
    void health_deadLetters_areReadable(PageScene scene) throws Exception {
        BrowserPage page = scene.page();
        scene.topic()
                .create()
                .sendDeadLetters(
                        List.of(
                                PageScene.letter(
                                        1,
                                        "Image of 31 rows: the model takes 32.",
                                        "<b>not an image</b>"),
                                PageScene.letter(2, "Label 12 of 10 classes.", "\u0001\u0002")));
        page.go("view=health");
        assertThat(page.locator("#dead-letters tbody tr")).hasCount(2);
        Locator first = page.locator("#dead-letters tbody tr").last();
        assertThat(first).containsText("Image of 31 rows: the model takes 32.");
        assertThat(first).containsText("<b>not an image</b> (19 bytes)");
        assertThat(page.locator("#dead-letters tbody tr").first()).containsText("01 02 (2 bytes)");
        assertThat(page.locator("[data-tile='Dead letters'] .value")).hasText("2");
        assertThat(page.locator("[data-tile='This dashboard'] .value")).hasText("live");
        scene.topic().sendDeadLetters(List.of(PageScene.letter(3, "One more.", "x")));
        assertThat(page.locator("#dead-letters tbody tr")).hasCount(3);
        page.assertSound();
    }

    @Test
    void page_serverGone_saysSoAndConnectsAgain(PageScene scene) throws Exception {
        BrowserPage page = scene.page();
        scene.topic().create();
        scene.sendGrid(LabelKind.TRUE);
        page.go("");
        assertThat(page.locator("#status")).containsText("Live");
        assertThat(page.locator("#points")).isVisible();
        scene.stopDashboard();
        assertThat(page.locator("#status")).containsText("Connection lost");
        assertThat(page.locator("#points")).isVisible();
        scene.startDashboard();
        page.locator("#status:has-text('Live')")
                .waitFor(new Locator.WaitForOptions().setTimeout(30_000));
    }
}
