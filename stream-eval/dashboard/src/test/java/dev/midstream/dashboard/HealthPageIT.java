package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.dashboard.browser.BrowserPage;
import dev.midstream.dashboard.browser.SharedBrowser;
import dev.midstream.dashboard.browser.SystemBrowser;
import dev.midstream.dashboard.job.FlinkStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the health view tells of a job that Flink knows. */
@ExtendWith({SharedBroker.class, SharedBrowser.class})
class HealthPageIT {
    @Test
    void health_jobWithLateLabels_tellsItsCheckpointAndWhatBecameOfThem(
            EmbeddedBroker broker, SystemBrowser browser) throws Exception {
        try (FlinkStub flink = FlinkStub.start(Instant.now().minus(Duration.ofMinutes(10)));
                MetricsTopic topic = MetricsTopic.on(broker).create();
                Dashboard dashboard =
                        Dashboard.start(topic.configuration().withFlinkUrl(flink.url()));
                BrowserPage page =
                        BrowserPage.open(browser, dashboard.address(), 1280, ColorScheme.LIGHT)) {
            flink.failCheckpoint();
            page.go("view=health");

            assertThat(value(page, "Checkpoint")).hasText("10 min ago");
            assertThat(note(page, "Checkpoint")).hasText("running; 7 completed, 1 failed");
            assertThat(tile(page, "Checkpoint")).hasAttribute("data-tone", "warn");
            assertThat(value(page, "Waiting for labels")).hasText("3 images");
            assertThat(note(page, "Waiting for labels"))
                    .hasText("12 matched, 2 expired, 1 could not wait; 4 labels never matched");
            assertThat(tile(page, "Waiting for labels")).hasAttribute("data-tone", "warn");
            assertThat(page.locator(".tiles dt").allTextContents())
                    .containsSubsequence("Checkpoint", "Waiting for labels", "Dead letters");
            page.shoot("light-health-late-labels-1280");

            flink.completeCheckpoint(Instant.now());
            assertThat(value(page, "Checkpoint")).hasText(Pattern.compile("\\d+ s ago"));
            // The failure before it is history.
            assertThat(tile(page, "Checkpoint")).not().hasAttribute("data-tone", "warn");

            flink.finishJob();
            assertThat(note(page, "Checkpoint")).hasText("finished; 7 completed, 1 failed");
            assertThat(tile(page, "Waiting for labels")).hasCount(0);
            page.assertSound();
        }
    }

    @Test
    void health_modelThatOneSubtaskCannotLoad_tellsWhoAndWhy(
            EmbeddedBroker broker, SystemBrowser browser) throws Exception {
        try (MetricsTopic topic = MetricsTopic.on(broker).create();
                Dashboard dashboard = Dashboard.start(topic.configuration());
                BrowserPage page =
                        BrowserPage.open(browser, dashboard.address(), 1280, ColorScheme.LIGHT)) {
            page.go("view=health");
            assertThat(note(page, "Models")).hasText("the job has said nothing yet");

            topic.sendModels(
                    List.of(
                            ModelSamples.running("line"),
                            ModelSamples.refused("curve"),
                            ModelSamples.taken("copy")));

            assertThat(value(page, "Models")).hasText("1 running");
            assertThat(note(page, "Models"))
                    .hasText(
                            "line on tm-1, tm-2; copy refused: It is running already, from"
                                    + " /models/line; curve refused: No space left on device"
                                    + " (subtask 3 on tm-2)");
            assertThat(tile(page, "Models")).hasAttribute("data-tone", "warn");
            page.assertSound();
        }
    }

    private static Locator tile(BrowserPage page, String name) {
        return page.locator("[data-tile='%s']".formatted(name));
    }

    private static Locator value(BrowserPage page, String name) {
        return tile(page, name).locator(".value");
    }

    private static Locator note(BrowserPage page, String name) {
        return tile(page, name).locator(".note");
    }
}
