package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser, beside a real broker. */
class DashboardPageIT {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> POINTS =
            List.of("midpoint", "endpoint-0", "endpoint-1", "sample-0", "ensemble");
    private static SystemBrowser chromium;

    @TempDir Path directory;
    private final List<String> complaints = new ArrayList<>();
    private MetricsTopic topic;
    private Dashboard dashboard;
    private HttpReader reader;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void openBrowser() {
        Optional<Path> executable = SystemBrowser.find();
        if (executable.isEmpty()) {
            String reason =
                    "No Chromium found. Install one or name it with -D%s=PATH."
                            .formatted(SystemBrowser.PROPERTY);
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            System.out.println("Skipped: " + reason);
            abort(reason);
        }
        chromium = SystemBrowser.open(executable.get());
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        topic = MetricsTopic.start(directory);
        dashboard = Dashboard.start(topic.configuration());
        reader = new HttpReader(dashboard.address());
        open(1280, 800, ColorScheme.LIGHT);
    }

    @AfterEach
    void stop() {
        context.close();
        dashboard.close();
        topic.close();
    }

    private void open(int width, int height, ColorScheme scheme) {
        context =
                chromium.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(width, height)
                                        .setColorScheme(scheme));
        page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
    }

    @Test
    void page_noTopic_waitsAndThenFillsByItself() throws Exception {
        page.navigate(dashboard.address().toString());
        assertThat(page.locator("#waiting")).isVisible();
        assertThat(page.locator("#waiting-text")).containsText("does not exist yet");
        shoot("waiting-light-1280");
        topic.create();
        assertThat(page.locator("#waiting-text")).containsText("holds none yet");
        sendGrid(LabelKind.TRUE);
        assertThat(page.locator("#figures")).isVisible();
        assertThat(page.locator("#waiting")).isHidden();
        assertNoNaN();
        assertThat(complaints).isEmpty();
    }

    @Test
    void page_figures_equalTheJson() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        page.navigate(dashboard.address() + "?point=endpoint-0");
        assertThat(page.locator("#accuracy-map tbody tr")).hasCount(6);
        JsonNode metrics = reader.json("/api/metrics?pointId=endpoint-0");
        assertThat(metrics).hasSize(21);
        double accuracies = 0;
        for (JsonNode metric : metrics) {
            assertShown("#accuracy-map", metric, "accuracy");
            assertShown("#ece-map", metric, "ece");
            accuracies +=
                    metric.get("severity").asInt() > 0 ? metric.get("accuracy").asDouble() : 0;
        }
        Locator row = page.locator("#points tr[data-point='endpoint-0']");
        assertThat(percent(row.locator("[data-figure=accuracy]")))
                .isCloseTo(100 * accuracies / 20, within(0.0501));
        assertThat(row.locator("[data-figure=images]")).hasText("6,300");
        assertThat(page.locator("#accuracy-map .caption")).containsText("6,300 images, up to");
        assertThat(page.locator("canvas")).hasCount(3);
        assertThat(complaints).isEmpty();
    }

    @Test
    void page_newFigures_showWithoutReload() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        page.navigate(dashboard.address().toString());
        Locator cell = cell("#accuracy-map", "snow", 3);
        assertThat(cell).isVisible();
        page.evaluate("document.body.dataset.loaded = 'once'");
        topic.send(
                List.of(
                        MetricSamples.metric(
                                MetricSamples.key("midpoint", "snow", 3),
                                MetricSamples.sums(1000, 1, 0.9, 7),
                                Instant.now())));
        assertThat(cell).hasText("100.0");
        assertThat(cell).hasAttribute("title", Pattern.compile(".*1,000 images.*"));
        assertThat(page.locator("body")).hasAttribute("data-loaded", "once");
        assertThat(page.locator("#status")).containsText("Live");
        assertThat(complaints).isEmpty();
    }

    @Test
    void page_choices_surviveAReload() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        sendGrid(LabelKind.OBSERVED);
        page.navigate(dashboard.address().toString());
        page.locator("select[name=labels]").selectOption("TRUE");
        page.locator("select[name=point]").selectOption("ensemble");
        page.locator("select[name='compared with']").selectOption("endpoint-1");
        page.locator("select[name=corruption]").selectOption("snow");
        page.locator("#points tr[data-point=sample-0] input").uncheck();
        cell("#accuracy-map", "contrast", 4).click();
        assertChoices();
        page.reload();
        assertChoices();
        assertThat(complaints).isEmpty();
    }

    private void assertChoices() {
        assertThat(page.locator("#cell-title")).hasText("contrast, severity 4");
        assertThat(page.locator("select[name=labels]")).hasValue("TRUE");
        assertThat(page.locator("select[name=point]")).hasValue("ensemble");
        assertThat(page.locator("#accuracy-map figcaption b"))
                .hasText("Accuracy: ensemble − endpoint-1, % points");
        assertThat(page.locator("#accuracy-curve figcaption b")).hasText("Accuracy, %, snow");
        assertThat(page.locator("#points tr[data-point=sample-0] input")).not().isChecked();
        assertThat(page.locator("#curves-legend")).not().containsText("sample-0");
    }

    @Test
    void page_labelKinds_haveTheirOwnFigures() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        sendGrid(LabelKind.OBSERVED);
        page.navigate(dashboard.address() + "?labels=TRUE");
        Locator clean = cell("#accuracy-map", "none", 0);
        assertThat(clean).isVisible();
        double byTrueLabels = percent(clean);
        page.locator("select[name=labels]").selectOption("OBSERVED");
        assertThat(clean).not().hasText("%.1f".formatted(byTrueLabels));
        assertThat(percent(clean)).isLessThan(byTrueLabels - 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=\"document.body.dataset.hacked='yes'\">",
                "</title><script>document.body.dataset.hacked='yes'</script>",
                "\"onmouseover='document.body.dataset.hacked=1'",
                "{a|b}{hr|}\u0000\u202e\n__proto__"
            })
    void page_hostileNames_areText(String name) throws Exception {
        topic.create();
        List<RobustnessMetric> metrics = new ArrayList<>();
        for (int severity = 1; severity <= 5; severity++) {
            MetricKey key =
                    new MetricKey(name, name, name, name, name, severity, LabelKind.OBSERVED);
            metrics.add(
                    MetricSamples.metric(
                            key, MetricSamples.sums(50, 0.6, 0.7, 1), MetricSamples.NOON));
        }
        topic.send(metrics);
        page.navigate(dashboard.address().toString());
        Locator point = page.locator("#points tbody button");
        assertThat(point).isVisible();
        assertThat(point.textContent()).isEqualTo(name);
        point.click();
        page.locator("#accuracy-map td[data-severity='3']").first().click();
        page.locator("#accuracy-curve canvas").hover();
        page.locator("select[name=corruption]").selectOption(name);
        page.reload();
        assertThat(page.locator("#points tbody button")).isVisible();
        assertThat(page.locator("main img")).hasCount(0);
        assertThat(page.locator("body script")).hasCount(0);
        assertThat(page.locator("body")).not().hasAttribute("data-hacked", Pattern.compile(".*"));
        assertNoNaN();
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "400, LIGHT", "400, DARK"})
    void page_onScreensOfAllKinds_fitsTheirWidth(int width, ColorScheme scheme) throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        context.close();
        open(width, 800, scheme);
        page.navigate(dashboard.address().toString());
        assertThat(page.locator("#accuracy-map tbody tr")).hasCount(6);
        assertThat(page.locator("canvas")).hasCount(3);
        int content = (int) page.evaluate("document.documentElement.scrollWidth");
        assertThat(content).isLessThanOrEqualTo(width);
        shoot("page-%s-%d".formatted(scheme.name().toLowerCase(Locale.ROOT), width));
        cell("#accuracy-map", "snow", 3).click();
        page.locator("select[name='compared with']").selectOption("endpoint-0");
        assertThat(page.locator("#cell-title")).hasText("snow, severity 3");
        shoot("compared-%s-%d".formatted(scheme.name().toLowerCase(Locale.ROOT), width));
        assertThat(complaints).isEmpty();
    }

    @Test
    void page_serverGone_saysSoAndConnectsAgain() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        page.navigate(dashboard.address().toString());
        assertThat(page.locator("#status")).containsText("Live");
        int port = dashboard.address().getPort();
        dashboard.close();
        assertThat(page.locator("#status")).containsText("Connection lost");
        assertThat(page.locator("#figures")).isVisible();
        dashboard = Dashboard.start(topic.configuration().withAddress("127.0.0.1", port));
        Awaitility.await().until(() -> reader.json("/api/metrics").size() > 0);
        page.locator("#status:has-text('Live')")
                .waitFor(new Locator.WaitForOptions().setTimeout(30_000));
    }

    private void sendGrid(LabelKind labels) throws Exception {
        List<RobustnessMetric> grid =
                MetricSamples.grid(POINTS, MetricSamples.CORRUPTIONS, labels, 300);
        topic.send(grid);
        Awaitility.await()
                .until(() -> reader.json("/api/metrics?labelKind=" + labels).size() == grid.size());
    }

    private void assertShown(String map, JsonNode metric, String figure) {
        Locator cell = cell(map, metric.get("corruption").asText(), metric.get("severity").asInt());
        assertThat(percent(cell)).isCloseTo(100 * metric.get(figure).asDouble(), within(0.0501));
    }

    private static double percent(Locator locator) {
        return Double.parseDouble(locator.textContent().replace("%", ""));
    }

    private Locator cell(String map, String corruption, int severity) {
        return page.locator(
                "%s td[data-corruption='%s'][data-severity='%d']"
                        .formatted(map, corruption, severity));
    }

    private void assertNoNaN() {
        assertThat(page.locator("body").textContent())
                .doesNotContain("NaN")
                .doesNotContain("undefined")
                .doesNotContain("Infinity");
    }

    private void shoot(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
    }
}
