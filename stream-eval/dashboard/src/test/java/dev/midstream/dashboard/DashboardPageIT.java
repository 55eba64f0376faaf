package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.midstream.DeadLetter;
import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.PairedComparison;
import dev.midstream.RobustnessMetric;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PairedTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private static final List<String> POINTS =
            List.of("midpoint", "endpoint-0", "endpoint-1", "sample-0", "ensemble");
    private static final List<String> VIEWS =
            List.of(
                    "overview",
                    "robustness",
                    "severity",
                    "calibration",
                    "noise",
                    "subspace",
                    "health");
    private static SystemBrowser chromium;

    @TempDir Path directory;
    private MetricsTopic topic;
    private Dashboard dashboard;
    private HttpReader reader;
    private BrowserPage page;

    @BeforeAll
    static void openBrowser() {
        chromium = BrowserPage.requireBrowser();
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
        page = BrowserPage.open(chromium, dashboard.address(), 1280, 800, ColorScheme.LIGHT);
    }

    @AfterEach
    void stop() {
        page.close();
        dashboard.close();
        topic.close();
    }

    @Test
    void page_noTopic_waitsAndThenFillsByItself() throws Exception {
        page.go("");
        assertThat(page.locator("#waiting")).isVisible();
        assertThat(page.locator("#waiting-text")).containsText("does not exist yet");
        page.shoot("waiting-light-1280");
        topic.create();
        assertThat(page.locator("#waiting-text")).containsText("holds none yet");
        sendGrid(LabelKind.TRUE);
        assertThat(page.locator("#points")).isVisible();
        assertThat(page.locator("#waiting")).isHidden();
        assertSound();
    }

    @Test
    void overview_figures_equalTheApi() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        page.go("view=overview");
        assertThat(page.locator("#points tbody tr")).hasCount(5);
        for (JsonNode summary : reader.items("/api/v1/summary")) {
            String point = summary.get("pointId").asText();
            for (String figure :
                    List.of(
                            "cleanAccuracy",
                            "meanCorruptedAccuracy",
                            "cleanEce",
                            "meanCorruptedEce")) {
                assertThat(BrowserPage.percent(page.figure("points", point, figure)))
                        .as("%s of %s", figure, point)
                        .isCloseTo(100 * summary.get(figure).asDouble(), within(0.0501));
            }
            assertThat(page.figure("points", point, "images")).hasText("6,300");
            JsonNode lead = summary.get("corruptedComparison");
            assertThat(page.figure("points", point, "wins"))
                    .hasText(
                            lead.isNull()
                                    ? "reference"
                                    : "%s : %s"
                                            .formatted(
                                                    lead.get("wins").asText(),
                                                    lead.get("losses").asText()));
        }
        assertThat(page.locator(".verdict p").first())
                .hasText(
                        Pattern.compile(
                                "Corrupted images ensemble is best: .* over endpoint-0, .*"));
        assertThat(page.locator("#best tbody tr")).hasCount(4);
        assertSound();
    }

    @Test
    void robustness_cells_equalTheApi() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        for (String figure : List.of("accuracy", "ece", "nll")) {
            page.go("view=robustness&point=endpoint-1&figure=" + figure);
            assertThat(page.locator("#map tbody tr")).hasCount(6);
            boolean share = !figure.equals("nll");
            String field = share ? figure : "negativeLogLikelihood";
            for (JsonNode metric : reader.items("/api/v1/metrics?pointId=endpoint-1")) {
                Locator cell =
                        page.cell(
                                metric.get("corruption").asText(), metric.get("severity").asInt());
                assertThat(BrowserPage.percent(cell))
                        .isCloseTo(
                                (share ? 100 : 1) * metric.get(field).asDouble(),
                                within(share ? 0.0501 : 0.00501));
            }
        }
        assertThat(page.locator("#map .caption")).containsText("6,300 images of endpoint-1, up to");
        page.cell("snow", 3).click();
        assertThat(page.locator("#cell-title")).hasText("All points on snow, severity 3");
        JsonNode metric =
                reader.items("/api/v1/metrics?pointId=midpoint&corruption=snow&severity=3").get(0);
        assertThat(BrowserPage.percent(page.figure("cell", "midpoint", "accuracy")))
                .isCloseTo(100 * metric.get("accuracy").asDouble(), within(0.0501));
        assertThat(page.figure("cell", "midpoint", "wins")).hasText("21 : 12");
        assertThat(page.locator("#reliability canvas")).isVisible();
        assertThat(page.locator("#sequence .caption")).containsText("300 images up to");
        assertSound();
    }

    @Test
    void robustness_difference_marksWhatIsSure() throws Exception {
        topic.create();
        topic.send(
                List.of(
                        compared("snow", 1, 60, 10),
                        compared("snow", 2, 14, 10),
                        MetricSamples.metric("endpoint-0", "snow", 1),
                        MetricSamples.metric("endpoint-0", "snow", 2)));
        page.go("view=robustness&point=midpoint&against=endpoint-0");
        assertThat(page.cell("snow", 1)).hasClass(Pattern.compile(".*\\bsure\\b.*"));
        assertThat(page.cell("snow", 2)).not().hasClass(Pattern.compile(".*\\bsure\\b.*"));
        assertThat(page.locator("#map-title"))
                .hasText("Accuracy: midpoint − endpoint-0, percentage points");
    }

    private static RobustnessMetric compared(
            String corruption, int severity, long wins, long losses) {
        RobustnessMetric metric = MetricSamples.metric("midpoint", corruption, severity);
        PairedSums sums = new PairedSums(wins, losses, wins + losses);
        metric.put(
                "comparison",
                new PairedComparison(
                        "endpoint-0", "", wins, losses, PairedTest.pValue(sums), wins + losses));
        return metric;
    }

    @Test
    void severity_curves_equalTheApi() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        page.go("view=severity");
        page.locator("#accuracy-curve button[aria-expanded]").click();
        JsonNode summary = reader.items("/api/v1/summary?pointId=midpoint").get(0);
        for (JsonNode mean : summary.get("severities")) {
            String row = "midpoint " + mean.get("severity").asText();
            assertThat(BrowserPage.percent(page.figure("accuracy-curve", row, "accuracy")))
                    .isCloseTo(100 * mean.get("accuracy").asDouble(), within(0.0501));
        }
        page.locator("select[name=corruption]").selectOption("snow");
        assertThat(page.locator("#accuracy-curve-title")).hasText("Accuracy by severity, snow");
        JsonNode metric =
                reader.items("/api/v1/metrics?pointId=midpoint&corruption=snow&severity=5").get(0);
        assertThat(BrowserPage.percent(page.figure("accuracy-curve", "midpoint 5", "accuracy")))
                .isCloseTo(100 * metric.get("accuracy").asDouble(), within(0.0501));
        assertSound();
    }

    @Test
    void calibration_bins_areThoseOfTheApi() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        page.go("view=calibration&images=clean");
        assertThat(page.locator(".multiples section")).hasCount(5);
        JsonNode metric = reader.items("/api/v1/metrics?pointId=midpoint&severity=0").get(0);
        assertThat(page.locator("#reliability-0 .caption"))
                .containsText(
                        String.format(
                                Locale.ROOT,
                                "300 clean images together: ECE %.1f%%",
                                100 * metric.get("ece").asDouble()));
        page.locator("#reliability-0 button[aria-expanded]").click();
        JsonNode bins = metric.get("bins");
        for (int bin = 0; bin < bins.get("count").size(); bin++) {
            long images = bins.get("count").get(bin).asLong();
            Locator shown = page.figure("reliability-0", String.valueOf(bin), "images");
            if (images == 0) {
                assertThat(shown).hasCount(0);
            } else {
                assertThat(shown).hasText(String.valueOf(images));
            }
        }
        page.locator("#ece-by-method button[aria-expanded]").click();
        assertThat(BrowserPage.percent(page.figure("ece-by-method", "midpoint", "cleanEce")))
                .isCloseTo(100 * metric.get("ece").asDouble(), within(0.0501));
        assertSound();
    }

    @Test
    void noise_twoKindsOfLabels_areShownByTheirRate() throws Exception {
        topic.create();
        sendGrid(LabelKind.OBSERVED);
        page.go("view=noise");
        assertThat(page.locator(".empty").first()).containsText("No run with label noise yet");
        sendGrid(LabelKind.TRUE);
        assertThat(page.locator("#noise canvas")).isVisible();
        page.locator("#noise button[aria-expanded]").click();
        for (LabelKind kind : LabelKind.values()) {
            JsonNode metric =
                    reader.items(
                                    "/api/v1/metrics?pointId=midpoint&severity=0&labelKind="
                                            + kind.name())
                            .get(0);
            String row = "run-1 midpoint " + kind.name();
            assertThat(BrowserPage.percent(page.figure("noise", row, "accuracy")))
                    .isCloseTo(100 * metric.get("accuracy").asDouble(), within(0.0501));
            assertThat(page.figure("noise", row, "noise")).hasText("20.0%");
        }
        assertSound();
    }

    @Test
    void subspace_points_lieAtTheirPlace() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        page.go("view=subspace&images=none");
        page.locator("#subspace-accuracy button[aria-expanded]").click();
        assertThat(page.locator("#subspace-accuracy tbody tr")).hasCount(4);
        assertThat(page.figure("subspace-accuracy", "sample-0", "alpha")).hasText("0.25");
        JsonNode summary = reader.items("/api/v1/summary?pointId=sample-0").get(0);
        assertThat(BrowserPage.percent(page.figure("subspace-accuracy", "sample-0", "accuracy")))
                .isCloseTo(100 * summary.get("cleanAccuracy").asDouble(), within(0.0501));
        assertSound();
    }

    @Test
    void health_deadLetters_areReadable() throws Exception {
        topic.create();
        topic.sendDeadLetters(
                List.of(
                        letter(1, "Image of 31 rows: the model takes 32.", "<b>not an image</b>"),
                        letter(2, "Label 12 of 10 classes.", "\u0001\u0002")));
        page.go("view=health");
        assertThat(page.locator("#dead-letters tbody tr")).hasCount(2);
        Locator first = page.locator("#dead-letters tbody tr").last();
        assertThat(first).containsText("Image of 31 rows: the model takes 32.");
        assertThat(first).containsText("<b>not an image</b> (19 bytes)");
        assertThat(page.locator("#dead-letters tbody tr").first()).containsText("01 02 (2 bytes)");
        assertThat(page.locator("[data-tile='Dead letters'] .value")).hasText("2");
        assertThat(page.locator("[data-tile='This dashboard'] .value")).hasText("live");
        topic.sendDeadLetters(List.of(letter(3, "One more.", "x")));
        assertThat(page.locator("#dead-letters tbody tr")).hasCount(3);
        assertSound();
    }

    private static DeadLetter letter(long offset, String reason, String value) {
        return new DeadLetter(
                "midstream.images",
                0,
                offset,
                MetricSamples.NOON,
                reason,
                "InvalidImage",
                null,
                ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void page_newFigures_showWithoutReload() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        page.go("view=robustness");
        Locator cell = page.cell("snow", 3);
        cell.click();
        page.page().evaluate("document.body.dataset.loaded = 'once'");
        topic.send(
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
        assertThat(page.locator("body")).hasAttribute("data-loaded", "once");
        assertThat(page.locator("#status")).containsText("Live");
        assertSound();
    }

    @Test
    void page_choices_surviveAReload() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        sendGrid(LabelKind.OBSERVED);
        page.go("");
        page.locator("select[name=labels]").selectOption("TRUE");
        page.locator("nav a:has-text('Severity')").click();
        page.locator("select[name=corruption]").selectOption("snow");
        page.locator("label[data-point=sample-0] input").uncheck();
        page.locator("nav a:has-text('Robustness')").click();
        page.locator("select[name=point]").selectOption("ensemble");
        page.locator("select[name='compared with']").selectOption("endpoint-1");
        page.locator("select[name=figure]").selectOption("ece");
        page.cell("contrast", 4).click();
        assertChoices();
        page.page().reload();
        assertChoices();
        page.page().goBack();
        assertThat(page.locator("#accuracy-curve-title")).hasText("Accuracy by severity, snow");
        assertThat(page.locator("label[data-point=sample-0] input")).not().isChecked();
        assertSound();
    }

    private void assertChoices() {
        assertThat(page.locator("nav a[aria-current=page]")).hasText("Robustness");
        assertThat(page.locator("#cell-title")).hasText("All points on contrast, severity 4");
        assertThat(page.locator("select[name=labels]")).hasValue("TRUE");
        assertThat(page.locator("#map-title"))
                .hasText("ECE: ensemble − endpoint-1, percentage points");
    }

    @Test
    void page_downloads_holdWhatIsShown() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        page.go("view=overview");
        assertThat(page.locator("#points tbody tr")).hasCount(5);
        String[] lines = page.download("points", "CSV").split("\r\n");
        assertThat(lines).hasSize(6);
        assertThat(lines[0]).startsWith("point,cleanAccuracy,meanCorruptedAccuracy,");
        for (int i = 1; i < lines.length; i++) {
            String[] cells = lines[i].split(",", -1);
            assertThat(100 * Double.parseDouble(cells[1]))
                    .isCloseTo(
                            BrowserPage.percent(page.figure("points", cells[0], "cleanAccuracy")),
                            within(0.0501));
        }
        page.go("view=severity&corruption=snow&hide=ensemble");
        JsonNode json = new ObjectMapper().readTree(page.download("ece-curve", "JSON"));
        assertThat(json.get("title").asText()).isEqualTo("ECE by severity, snow");
        assertThat(json.get("rows")).hasSize(4 * 6);
        assertThat(json.get("view").asText()).contains("corruption=snow");
        for (JsonNode row : json.get("rows")) {
            JsonNode metric =
                    reader.items(
                                    "/api/v1/metrics?pointId=%s&severity=%s&corruption=snow&corruption=none"
                                            .formatted(
                                                    row.get("point").asText(),
                                                    row.get("severity").asText()))
                            .get(0);
            assertThat(row.get("ece").asDouble()).isEqualTo(metric.get("ece").asDouble());
        }
        assertSound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=\"document.body.dataset.hacked='yes'\">",
                "</title><script>document.body.dataset.hacked='yes'</script>",
                "\"onmouseover='document.body.dataset.hacked=1'",
                "{a|b}{hr|}\u0000\u202e\n__proto__",
                "=HYPERLINK(\"http://x.invalid\")"
            })
    void page_hostileNames_areText(String name) throws Exception {
        topic.create();
        List<RobustnessMetric> metrics = new ArrayList<>();
        for (LabelKind kind : LabelKind.values()) {
            for (int severity = 1; severity <= 5; severity++) {
                MetricKey key = new MetricKey(name, name, name, name, name, severity, kind);
                metrics.add(
                        MetricSamples.metric(
                                key, MetricSamples.sums(50, 0.6, 0.7, 1), MetricSamples.NOON));
            }
        }
        topic.send(metrics);
        topic.sendDeadLetters(List.of(letter(1, name, name)));
        page.go("");
        Locator point = page.locator("#points tbody button .point");
        assertThat(point).isVisible();
        assertThat(point.textContent()).isEqualTo(name);
        assertThat(page.download("points", "CSV")).doesNotContain("\n=");
        for (String view : VIEWS) {
            page.go("view=" + view);
            assertThat(page.locator("[data-view=%s]".formatted(view))).isVisible();
            if (view.equals("severity")) {
                page.locator("select[name=corruption]").selectOption(name);
                page.locator("#accuracy-curve canvas").hover();
            }
            assertThat(page.locator("main img")).hasCount(0);
            assertThat(page.locator("body script")).hasCount(0);
            assertThat(page.locator("body"))
                    .not()
                    .hasAttribute("data-hacked", Pattern.compile(".*"));
        }
        assertSound();
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "400, LIGHT"})
    void page_everyView_fitsTheScreen(int width, ColorScheme scheme) throws Exception {
        topic.create();
        sendGrid(LabelKind.OBSERVED);
        sendGrid(LabelKind.TRUE);
        topic.sendDeadLetters(List.of(letter(1, "Label 12 of 10 classes.", "x".repeat(400))));
        page.close();
        page = BrowserPage.open(chromium, dashboard.address(), width, 800, scheme);
        for (String view : VIEWS) {
            page.go("labels=TRUE&cell=3~snow&against=endpoint-0&view=" + view);
            assertThat(page.locator("[data-view=%s]".formatted(view))).isVisible();
            assertThat(page.locator("nav a[aria-current=page]")).hasCount(1);
            assertThat(page.contentWidth()).as(view).isLessThanOrEqualTo(width);
            assertThat(page.locator("[role=img]:not([aria-label])")).hasCount(0);
            page.shoot("%s-%s-%d".formatted(view, scheme.name().toLowerCase(Locale.ROOT), width));
        }
        assertSound();
    }

    @Test
    void page_keyboardAlone_reachesACell() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        page.go("view=robustness");
        page.cell("none", 0).focus();
        Page keys = page.page();
        keys.keyboard().press("ArrowDown");
        keys.keyboard().press("ArrowRight");
        keys.keyboard().press("Enter");
        assertThat(page.locator("#cell-title")).hasText("All points on gaussian noise, severity 2");
        assertThat(page.cell("gaussian_noise", 2)).hasAttribute("aria-selected", "true");
        assertThat(page.cell("gaussian_noise", 2)).isFocused();
        keys.keyboard().press("Tab");
        assertThat(page.cell("gaussian_noise", 2)).not().isFocused();
    }

    @Test
    void page_serverGone_saysSoAndConnectsAgain() throws Exception {
        topic.create();
        sendGrid(LabelKind.TRUE);
        page.go("");
        assertThat(page.locator("#status")).containsText("Live");
        int port = dashboard.address().getPort();
        dashboard.close();
        assertThat(page.locator("#status")).containsText("Connection lost");
        assertThat(page.locator("#points")).isVisible();
        dashboard = Dashboard.start(topic.configuration().withAddress("127.0.0.1", port));
        Awaitility.await().until(() -> reader.items("/api/v1/metrics").size() > 0);
        page.locator("#status:has-text('Live')")
                .waitFor(new Locator.WaitForOptions().setTimeout(30_000));
    }

    private void sendGrid(LabelKind labels) throws Exception {
        List<RobustnessMetric> grid =
                MetricSamples.grid(POINTS, MetricSamples.CORRUPTIONS, labels, 300);
        topic.send(grid);
        Awaitility.await()
                .until(
                        () ->
                                reader.items("/api/v1/metrics?labelKind=" + labels).size()
                                        == grid.size());
    }

    /** No complaint of the browser, and no figure that is none. */
    private void assertSound() {
        assertThat(page.complaints()).isEmpty();
        assertThat(page.locator("body").textContent())
                .doesNotContain("NaN")
                .doesNotContain("undefined")
                .doesNotContain("Infinity");
    }
}
