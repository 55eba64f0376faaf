package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.Run;
import dev.midstream.RunDesign;
import dev.midstream.RunPlan;
import dev.midstream.UnansweredImage;
import dev.midstream.dashboard.browser.BrowserPage;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the page says of figures because it knows their run: a hundred images, clean and in snow.
 */
@ExtendWith({SharedBroker.class, PageScene.Each.class})
class RunFiguresPageIT {
    private static final Run RUN = RunSamples.started(PageScene.RUN, MetricSamples.NOON);

    @Test
    void verdict_shuffledRun_saysWhereTheAccuracyOnAllImagesLies(PageScene scene) throws Exception {
        scene.topic().create();
        scene.topic().sendRuns(List.of(RUN));
        scene.topic().send(List.of(cell("none", 0, 60), cell("snow", 3, 100)));
        BrowserPage page = scene.page();
        page.go("view=overview");

        Locator lines = page.locator(".verdict p:has-text('All images of the run')");
        assertThat(lines).hasCount(2);
        // All images under snow were seen: it is known.
        assertThat(lines.first())
                .hasText(
                        Pattern.compile(
                                "All images of the run midpoint has [0-9.]+% mean accuracy on"
                                        + " corrupted images: .*"));
        assertThat(lines.last())
                .hasText(
                        Pattern.compile(
                                ".* between [0-9.]+% and [0-9.]+% accuracy on clean images: .*"));
        assertThat(page.locator(".verdict p:has-text('Copies')")).hasCount(0);

        scene.topic().send(List.of(cell("snow", 3, 130)));
        assertThat(page.locator(".verdict p:has-text('Copies')"))
                .containsText("30 images counted beyond those that the run has.");
        page.assertSound();
    }

    @Test
    void verdict_oneConditionAnImage_saysThatItGivesTheMean(PageScene scene) throws Exception {
        scene.topic().create();
        RunPlan plan = RunPlan.newBuilder(RUN.getPlan()).setDesign(RunDesign.ONE_CONDITION).build();
        scene.topic().sendRuns(List.of(Run.newBuilder(RUN).setPlan(plan).build()));
        scene.topic().send(List.of(cell("none", 0, 10), cell("snow", 3, 50), cell("fog", 1, 40)));
        BrowserPage page = scene.page();
        page.go("view=overview");

        assertThat(page.locator(".verdict p:has-text('One condition an image')"))
                .hasText(
                        Pattern.compile(
                                ".* midpoint has a mean accuracy over corruptions of [0-9.]+%"
                                        + " \\(.*\\) from 90 images\\. The design gives the mean,"
                                        + " not the figures of each corruption\\."));

        // No figure changes: the letters alone do.
        UnansweredImage image = new UnansweredImage(PageScene.RUN, "7", "snow", 3, null);
        scene.topic().sendDeadLetters(List.of(PageScene.letter(1, "Torn.", "x", image)));
        assertThat(page.locator(".verdict p:has-text('One condition an image')"))
                .containsText("from 90 images and 1 image without an answer, counted as wrong.");
        page.assertSound();
    }

    private static RobustnessMetric cell(String corruption, int severity, int count) {
        MetricKey key = MetricSamples.key("midpoint", corruption, severity);
        return MetricSamples.metric(
                key, MetricSamples.sums(count, 0.7, 0.8, 3), MetricSamples.NOON);
    }
}
