package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.dashboard.browser.BrowserPage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Names from the stream that would like to be more than names. */
@ExtendWith(PageScene.Each.class)
class HostileNamesPageIT {
    private static final List<String> NAMES =
            List.of(
                    "<img src=x onerror=\"document.body.dataset.hacked='yes'\">",
                    "</title><script>document.body.dataset.hacked='yes'</script>",
                    "\"onmouseover='document.body.dataset.hacked=1'",
                    "{a|b}{hr|}\u0000\u202e\n__proto__",
                    "=HYPERLINK(\"http://x.invalid\")");

    @Test
    void page_hostileNames_areText(PageScene scene) throws Exception {
        BrowserPage page = scene.page();
        scene.topic().create();
        send(scene);
        page.go("");
        Locator points = page.locator("#points tbody button .point");
        assertThat(points).hasCount(NAMES.size());
        assertThat(points.allTextContents()).containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(page.download("points", "CSV")).doesNotContain("\n=");
        for (String view : BrowserPage.VIEWS) {
            page.go("view=" + view);
            assertThat(page.locator("[data-view=%s]".formatted(view))).isVisible();
            if (view.equals("severity")) {
                for (String name : NAMES) {
                    page.locator("select[name=corruption]").selectOption(name);
                    page.locator("#accuracy-curve canvas").hover();
                }
            }
            assertThat(page.locator("main img")).hasCount(0);
            assertThat(page.locator("body script")).hasCount(0);
            assertThat(page.locator("body"))
                    .not()
                    .hasAttribute("data-hacked", Pattern.compile(".*"));
        }
        page.assertSound();
    }

    /** Every name as a point, a corruption, a run, a model, a data set and a dead letter. */
    private static void send(PageScene scene) throws Exception {
        String all = String.join(" ", NAMES);
        List<RobustnessMetric> metrics = new ArrayList<>();
        for (String point : NAMES) {
            for (String corruption : NAMES) {
                for (LabelKind labels : LabelKind.values()) {
                    MetricKey key = new MetricKey(all, all, point, all, corruption, 3, labels);
                    metrics.add(
                            MetricSamples.metric(
                                    key, MetricSamples.sums(50, 0.6, 0.7, 1), MetricSamples.NOON));
                }
            }
            scene.topic().sendDeadLetters(List.of(PageScene.letter(1, point, point)));
        }
        scene.topic().send(metrics);
        scene.awaitMetrics("", metrics.size());
    }
}
