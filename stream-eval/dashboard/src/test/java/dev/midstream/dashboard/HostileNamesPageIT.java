package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.dashboard.browser.BrowserPage;
import dev.midstream.dashboard.browser.HostileNames;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Names from the stream that would like to be more than names. */
@ExtendWith(PageScene.Each.class)
class HostileNamesPageIT {
    private static final List<String> NAMES = HostileNames.ALL;

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
            page.assertNothingInjected();
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
