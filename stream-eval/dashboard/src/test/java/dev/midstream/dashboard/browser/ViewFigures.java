package dev.midstream.dashboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import dev.midstream.dashboard.HttpReader;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The figures that the views show of one run, held against those that the dashboard answers over
 * HTTP. Both must be at rest.
 */
public final class ViewFigures {
    private final BrowserPage page;
    private final HttpReader reader;
    private final String choices;
    private final String filter;

    /**
     * Of a run judged by one kind of labels.
     *
     * @param labels {@code OBSERVED} or {@code TRUE}
     */
    public ViewFigures(BrowserPage page, HttpReader reader, String run, String labels) {
        this.page = page;
        this.reader = reader;
        this.choices = "run=%s&labels=%s&view=".formatted(run, labels);
        this.filter = "?runId=%s&labelKind=%s".formatted(run, labels);
    }

    private JsonNode metrics(String more) throws Exception {
        return reader.items("/api/v1/metrics" + filter + more);
    }

    private JsonNode metric(String point, String corruption, int severity) throws Exception {
        JsonNode found =
                metrics(
                        "&pointId=%s&corruption=%s&severity=%d"
                                .formatted(point, corruption, severity));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private JsonNode summaries() throws Exception {
        return reader.items("/api/v1/summary" + filter);
    }

    private JsonNode summary(String point) throws Exception {
        return reader.items("/api/v1/summary" + filter + "&pointId=" + point).get(0);
    }

    /** Waits until the server's summaries of all points count this many images. */
    public void awaitImages(long images) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInSameThread()
                .untilAsserted(
                        () -> {
                            JsonNode summaries = summaries();
                            assertThat(summaries).isNotEmpty();
                            for (JsonNode summary : summaries) {
                                assertThat(summary.at("/progress/images").asLong())
                                        .as(summary.at("/key/pointId").asText())
                                        .isEqualTo(images);
                            }
                        });
    }

    /** The table of points. */
    public void assertOverview() throws Exception {
        page.go(choices + "overview");
        JsonNode summaries = summaries();
        assertThat(page.locator("#points tbody tr")).hasCount(summaries.size());
        for (JsonNode summary : summaries) {
            String point = summary.at("/key/pointId").asText();
            for (String part : List.of("clean", "corrupted")) {
                for (Figure figure : Figure.ALL) {
                    if (figure.hasInterval()) {
                        assertFigure("points", point, part + "-", figure, summary.get(part));
                    }
                }
            }
            assertThat(page.figure("points", point, "images"))
                    .hasText(grouped(summary.at("/progress/images")));
            JsonNode lead = summary.at("/corrupted/comparison/lead");
            assertThat(page.figure("points", point, "wins"))
                    .hasText(
                            lead.isMissingNode()
                                    ? "reference"
                                    : "%s : %s"
                                            .formatted(
                                                    grouped(lead.get("wins")),
                                                    grouped(lead.get("losses"))));
        }
        assertThat(page.locator("#best tbody tr"))
                .hasCount(summaries.get(0).get("corruptions").size());
    }

    /** What the table of a panel says of a figure is the estimate of {@code from}. */
    private void assertFigure(
            String panel, String row, String prefix, Figure figure, JsonNode from) {
        JsonNode estimate = from.at("/figures/" + figure.id());
        Locator cell = page.figure(panel, row, prefix + figure.id());
        if (figure.unit() == Unit.SHARE || figure.unit() == Unit.DIFFERENCE) {
            BrowserPage.assertShare(cell, estimate.get("value").asDouble());
        } else {
            BrowserPage.assertNumber(cell, estimate.get("value").asDouble(), 3);
        }
        Locator interval = page.interval(panel, row, prefix + figure.id());
        if (figure.hasInterval()) {
            BrowserPage.assertInterval(
                    interval, estimate.get("low").asDouble(), estimate.get("high").asDouble());
        } else {
            assertThat(interval).hasText("");
        }
    }

    private static String grouped(JsonNode count) {
        return String.format(Locale.UK, "%,d", count.asLong());
    }

    /** Every cell of the heat maps of a point. */
    public void assertHeatMaps(String point) throws Exception {
        for (Figure figure : Figure.ALL) {
            page.go(choices + "robustness&point=" + point + "&figure=" + figure.id());
            assertThat(page.locator("#map-title")).containsText(figure.title() + " of " + point);
            assertThat(page.locator("select[name=figure] option[value=%s]".formatted(figure.id())))
                    .hasAttribute("title", figure.description());
            for (JsonNode metric : metrics("&pointId=" + point)) {
                Locator cell =
                        page.cell(
                                metric.at("/key/corruption").asText(),
                                metric.at("/key/severity").asInt());
                JsonNode estimate = metric.at("/figures/" + figure.id());
                if (figure.unit() == Unit.SHARE || figure.unit() == Unit.DIFFERENCE) {
                    BrowserPage.assertShare(cell, estimate.get("value").asDouble());
                } else {
                    BrowserPage.assertNumber(cell, estimate.get("value").asDouble(), 2);
                }
                String label = cell.getAttribute("aria-label");
                if (figure.hasInterval()) {
                    BrowserPage.assertInterval(
                            label.substring(label.indexOf('(') + 1, label.indexOf(')')),
                            estimate.get("low").asDouble(),
                            estimate.get("high").asDouble());
                } else {
                    assertThat(label).doesNotContain("(");
                }
            }
        }
    }

    /** What a click on a cell of the heat map tells. */
    public void assertCell(String point, String corruption, int severity) throws Exception {
        page.go(choices + "robustness&point=" + point);
        page.cell(corruption, severity).click();
        assertThat(page.locator("#cell-title"))
                .hasText(
                        "All points on %s, severity %d"
                                .formatted(corruption.replace('_', ' '), severity));
        JsonNode metric = metric(point, corruption, severity);
        for (Figure figure : Figure.ALL) {
            assertFigure("cell", point, "", figure, metric);
        }
        assertThat(page.locator("#reliability .caption"))
                .containsText(
                        "ECE %s (%s)"
                                .formatted(
                                        page.figure("cell", point, "ece").textContent(),
                                        page.interval("cell", point, "ece").textContent()));
        assertThat(page.locator("#reliability canvas")).isVisible();
        assertThat(page.locator("#sequence .caption"))
                .containsText(grouped(metric.at("/images/count")) + " images up to");
    }

    /** The table behind the curves, of the mean and of one corruption. */
    public void assertSeverityCurves(String point, String corruption) throws Exception {
        page.go(choices + "severity");
        for (String curve : List.of("accuracy-curve", "ece-curve")) {
            openTable(curve);
            for (JsonNode mean : summary(point).get("severities")) {
                for (Figure figure : Figure.ALL) {
                    String row = point + " " + mean.get("severity").asText();
                    assertFigure(curve, row, "", figure, mean);
                }
            }
        }
        page.locator("select[name=corruption]").selectOption(corruption);
        assertThat(page.locator("#accuracy-curve-title"))
                .hasText("Accuracy by severity, " + corruption.replace('_', ' '));
        for (int severity = 1; severity <= 5; severity++) {
            BrowserPage.assertShare(
                    page.figure("accuracy-curve", point + " " + severity, "accuracy"),
                    metric(point, corruption, severity).at("/figures/accuracy/value").asDouble());
        }
    }

    private void openTable(String panel) {
        page.locator("#%s button[aria-expanded]".formatted(panel)).click();
    }

    /** The bins of the first reliability diagram, which is {@code point}'s. */
    public void assertReliability(String point) throws Exception {
        page.go(choices + "calibration&images=clean");
        assertThat(page.locator(".multiples section")).hasCount(summaries().size());
        JsonNode metric = metric(point, "none", 0);
        assertThat(page.locator("#reliability-0 h2")).hasText(point);
        assertThat(page.locator("#reliability-0 .caption"))
                .containsText(
                        String.format(
                                Locale.ROOT,
                                "%s clean images together: ECE %.1f%%",
                                grouped(metric.at("/images/count")),
                                100 * metric.at("/figures/ece/value").asDouble()));
        openTable("ece-by-method");
        for (String part : List.of("clean", "corrupted")) {
            assertFigure("ece-by-method", point, part + "-", Figure.ECE, summary(point).get(part));
        }
        assertThat(page.locator("#reliability-0 .caption"))
                .containsText(
                        "(%s)"
                                .formatted(
                                        page.interval("ece-by-method", point, "clean-ece")
                                                .textContent()));
        openTable("reliability-0");
        JsonNode count = metric.get("bins").get("count");
        for (int bin = 0; bin < count.size(); bin++) {
            Locator shown = page.figure("reliability-0", String.valueOf(bin), "images");
            if (count.get(bin).asLong() == 0) {
                assertThat(shown).hasCount(0);
            } else {
                assertThat(shown).hasText(grouped(count.get(bin)));
                BrowserPage.assertInterval(
                        page.interval("reliability-0", String.valueOf(bin), "accuracy"),
                        metric.at("/bins/low").get(bin).asDouble(),
                        metric.at("/bins/high").get(bin).asDouble());
            }
        }
    }

    /** Accuracy by observed and by true labels. */
    public void assertLabelNoise(String run, String point) throws Exception {
        page.go(choices + "noise");
        assertThat(page.locator("#noise canvas")).isVisible();
        openTable("noise");
        for (String labels : List.of("OBSERVED", "TRUE")) {
            JsonNode metric =
                    reader.items(
                                    "/api/v1/metrics?runId=%s&pointId=%s&severity=0&labelKind=%s"
                                            .formatted(run, point, labels))
                            .get(0);
            String row = "%s %s %s".formatted(run, point, labels);
            assertFigure("noise", row, "", Figure.ACCURACY, metric);
            assertFigure("noise", row, "", Figure.ECE, metric);
            BrowserPage.assertShare(
                    page.figure("noise", row, "noise"),
                    metric.at("/images/relabelled").asDouble()
                            / metric.at("/images/count").asDouble());
        }
    }

    /** Where on the line the points lie, and their figures there. */
    public void assertLine() throws Exception {
        page.go(choices + "subspace&images=none");
        openTable("subspace-accuracy");
        openTable("subspace-ece");
        int placed = 0;
        for (JsonNode summary : summaries()) {
            String point = summary.at("/key/pointId").asText();
            JsonNode position = metric(point, "none", 0).get("position");
            if (position.isNull()) {
                continue;
            }
            placed++;
            assertThat(page.figure("subspace-accuracy", point, "alpha"))
                    .hasText(
                            String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    position.get("weights").get(1).asDouble()));
            assertFigure("subspace-accuracy", point, "", Figure.ACCURACY, summary.get("clean"));
            assertFigure("subspace-ece", point, "", Figure.ECE, summary.get("clean"));
        }
        assertThat(page.locator("#subspace-accuracy tbody tr")).hasCount(placed);
    }

    /** A job that has read {@code images} records, all of which it could use. */
    public void assertHealth(int images) {
        page.go("view=health");
        assertThat(page.locator("[data-tile='This dashboard'] .value")).hasText("live");
        assertThat(page.locator("[data-tile='Dead letters'] .value")).hasText("0");
        assertThat(page.locator("[data-tile='Lag of the job'] .value")).hasText("0 images");
        assertThat(page.locator("[data-tile='Lag of the job'] .note"))
                .containsText("%1$,d of %1$,d committed".formatted(images));
    }

    /** A job that runs and has completed a checkpoint within the last minute, as Flink tells. */
    public void assertJob() {
        page.go("view=health");
        assertThat(page.locator("[data-tile='Checkpoint'] .value"))
                .hasText(Pattern.compile("[1-5]?\\d s ago"));
        // Those that were due before every subtask ran count as failed.
        assertThat(page.locator("[data-tile='Checkpoint'] .note"))
                .hasText(Pattern.compile("running; [1-9][\\d,]* completed, [\\d,]+ failed"));
        assertThat(page.locator("[data-tile='Offsets committed'] .value"))
                .hasText(Pattern.compile("\\d+ (s|min) ago"));
    }

    /** The files behind a table and behind a chart. */
    public void assertDownloads(String hidden, String corruption) throws Exception {
        page.go(choices + "overview");
        int points = summaries().size();
        assertThat(page.locator("#points tbody tr")).hasCount(points);
        String[] lines = page.download("points", "CSV").split("\r\n");
        assertThat(lines).hasSize(1 + points);
        for (Figure figure : Figure.ALL) {
            assertThat(lines[0].split(","))
                    .contains("clean-" + figure.id(), "corrupted-" + figure.id());
        }
        assertThat(lines[0]).startsWith("point,clean-accuracy,corrupted-accuracy,");
        for (int i = 1; i < lines.length; i++) {
            String[] cells = lines[i].split(",", -1);
            BrowserPage.assertShare(
                    page.figure("points", cells[0], "clean-accuracy"),
                    Double.parseDouble(cells[1]));
        }
        page.go(choices + "severity&corruption=%s&hide=%s".formatted(corruption, hidden));
        assertThat(page.locator("#ece-curve canvas")).isVisible();
        JsonNode json = new ObjectMapper().readTree(page.download("ece-curve", "JSON"));
        assertThat(json.get("title").asText())
                .isEqualTo("ECE by severity, " + corruption.replace('_', ' '));
        assertThat(json.get("rows")).hasSize((points - 1) * 6);
        assertThat(json.get("view").asText()).contains("corruption=" + corruption);
        for (JsonNode row : json.get("rows")) {
            int severity = row.get("severity").asInt();
            JsonNode metric =
                    metric(
                            row.get("point").asText(),
                            severity == 0 ? "none" : corruption,
                            severity);
            for (Figure figure : Figure.ALL) {
                JsonNode estimate = metric.at("/figures/" + figure.id());
                assertThat(row.get(figure.id()).asDouble())
                        .isEqualTo(estimate.get("value").asDouble());
                if (figure.hasInterval()) {
                    assertThat(row.get(figure.id() + "-low").asDouble())
                            .isEqualTo(estimate.get("low").asDouble());
                    assertThat(row.get(figure.id() + "-high").asDouble())
                            .isEqualTo(estimate.get("high").asDouble());
                }
            }
        }
    }

    /** Choices made with the mouse, which the address keeps. */
    public void assertChoicesSurviveAReload(String point, String against, String corruption) {
        page.go(choices + "overview");
        page.locator("nav a:has-text('Severity')").click();
        page.locator("select[name=corruption]").selectOption(corruption);
        page.locator("label[data-point=%s] input".formatted(against)).uncheck();
        page.locator("nav a:has-text('Robustness')").click();
        page.locator("select[name=point]").selectOption(point);
        page.locator("select[name='compared with']").selectOption(against);
        page.locator("select[name=figure]").selectOption("ece");
        page.cell(corruption, 4).click();
        assertChoices(point, against, corruption);
        page.page().reload();
        assertChoices(point, against, corruption);
        page.page().goBack();
        assertThat(page.locator("#accuracy-curve-title"))
                .hasText("Accuracy by severity, " + corruption.replace('_', ' '));
        assertThat(page.locator("label[data-point=%s] input".formatted(against))).not().isChecked();
    }

    private void assertChoices(String point, String against, String corruption) {
        assertThat(page.locator("nav a[aria-current=page]")).hasText("Robustness");
        assertThat(page.locator("#cell-title"))
                .hasText("All points on %s, severity 4".formatted(corruption.replace('_', ' ')));
        assertThat(page.locator("#map-title"))
                .hasText("ECE: %s − %s, percentage points".formatted(point, against));
    }
}
