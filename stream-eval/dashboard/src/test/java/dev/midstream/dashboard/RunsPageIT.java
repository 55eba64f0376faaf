package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.midstream.Run;
import dev.midstream.dashboard.browser.BrowserPage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The view of runs, by the records of their publishers. */
@ExtendWith({SharedBroker.class, PageScene.Each.class})
class RunsPageIT {
    @Test
    void runs_withoutARecord_saysThatThereIsNoneAndWhatTheyAreFor(PageScene scene) {
        BrowserPage page = scene.page();
        page.go("view=runs");

        assertThat(page.locator("#runs .caption"))
                .containsText("None. A publisher writes a record");
        page.assertSound();
    }

    @Test
    void runs_oneStartedAndThenStopped_showsWhatItSendsAndHowItEnded(PageScene scene)
            throws Exception {
        scene.topic().create();
        Run run = RunSamples.started("first <b>", MetricSamples.NOON);
        scene.topic().sendRuns(List.of(run));
        BrowserPage page = scene.page();
        page.go("view=runs");

        assertThat(page.locator("#runs tbody tr")).hasCount(1);
        assertThat(page.locator("#runs tbody th")).hasText("first <b>");
        assertThat(cell(page, "dataset")).hasText("cifar10");
        assertThat(cell(page, "images")).hasText("100");
        assertThat(cell(page, "classes")).hasText("2");
        assertThat(cell(page, "order")).hasText("shuffled");
        assertThat(cell(page, "design")).hasText("every condition");
        assertThat(cell(page, "conditions")).hasText("2");
        assertThat(cell(page, "labelNoise")).hasText("symmetric 20.0%, 19 images wrong");
        assertThat(cell(page, "endedAt")).hasText("");
        assertThat(cell(page, "records")).hasText("200");

        scene.topic().sendRuns(List.of(RunSamples.stopped(run)));
        assertThat(cell(page, "endedAt")).containsText(", stopped");
        assertThat(cell(page, "records")).hasText("150 of 200");
        page.shoot("light-runs-1280");

        page.locator("#runs tbody th a").click();
        assertThat(page.locator("select[name=run]")).hasValue("first <b>");
        page.assertSound();
    }

    private static Locator cell(BrowserPage page, String field) {
        return page.locator("#runs tbody td[data-figure=%s]".formatted(field));
    }
}
