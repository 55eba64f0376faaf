package dev.midstream.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.core.ThrowingRunnable;

/** A page of a dashboard in a real browser, and what the browser complained about. */
public final class BrowserPage implements AutoCloseable {
    /** The views, as the address names them. */
    public static final List<String> VIEWS =
            List.of(
                    "overview",
                    "robustness",
                    "severity",
                    "calibration",
                    "noise",
                    "subspace",
                    "runs",
                    "health");

    private static final int HEIGHT = 800;
    // Half of the last digit shown, and a little for its binary form.
    private static final double HALF_A_DIGIT = 0.0501;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final BrowserContext context;
    private final Page page;
    private final URI address;
    private final List<String> complaints = new ArrayList<>();

    private BrowserPage(BrowserContext context, URI address) {
        this.context = context;
        this.address = address;
        this.page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onDialog(
                dialog -> {
                    complaints.add("dialog: " + dialog.message());
                    dialog.dismiss();
                });
    }

    /** A window of its own, {@code width} pixels wide, on the dashboard at {@code address}. */
    public static BrowserPage open(
            SystemBrowser browser, URI address, int width, ColorScheme scheme) {
        return new BrowserPage(
                browser.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(width, HEIGHT)
                                        .setColorScheme(scheme)),
                address);
    }

    /** The browser's own handle. */
    public Page page() {
        return page;
    }

    /** Goes to a view with its choices, for instance {@code view=health}. */
    public BrowserPage go(String query) {
        page.navigate(address + (query.isEmpty() ? "" : "?" + query));
        return this;
    }

    /** The elements of a selector. */
    public Locator locator(String selector) {
        return page.locator(selector);
    }

    /** A cell of the heat map. */
    public Locator cell(String corruption, int severity) {
        return page.locator(
                "#map td[data-corruption='%s'][data-severity='%d']"
                        .formatted(corruption, severity));
    }

    /** The figure of a row of a panel's table, as it is shown. */
    public Locator figure(String panel, String row, String figure) {
        return page.locator(
                "#%s tr[data-row='%s'] [data-figure='%s'] > span:first-child"
                        .formatted(panel, row, figure));
    }

    /** The interval beside that figure. */
    public Locator interval(String panel, String row, String figure) {
        return page.locator(
                "#%s tr[data-row='%s'] [data-figure='%s'] > small".formatted(panel, row, figure));
    }

    /** Holds an interval of percentages against its ends, which are shares in [0, 1]. */
    public static void assertInterval(Locator shown, double low, double high) {
        eventually(() -> assertInterval(shown.textContent(), low, high));
    }

    /** The same, of a text. */
    static void assertInterval(String shown, double low, double high) {
        assertThat(shown.split("–| to "))
                .as(shown)
                .satisfiesExactly(from -> assertEnd(from, low), to -> assertEnd(to, high));
    }

    private static void assertEnd(String shown, double share) {
        assertThat(Double.parseDouble(shown.replace("−", "-")))
                .isCloseTo(100 * share, within(HALF_A_DIGIT));
    }

    /** A shown number, with or without its percent sign. */
    public static double number(Locator locator) {
        return Double.parseDouble(locator.textContent().replace("%", "").replace("−", "-"));
    }

    /** Holds a percentage with one decimal against a share in [0, 1]. */
    public static void assertShare(Locator shown, double share) {
        eventually(
                () ->
                        assertThat(number(shown))
                                .as(shown.toString())
                                .isCloseTo(100 * share, within(HALF_A_DIGIT)));
    }

    /** Holds a number that is shown with some decimals. */
    public static void assertNumber(Locator shown, double number, int decimals) {
        eventually(
                () ->
                        assertThat(number(shown))
                                .as(shown.toString())
                                .isCloseTo(number, within(0.501 * Math.pow(10, -decimals))));
    }

    /** The page may show a moment later what the server says already. */
    private static void eventually(ThrowingRunnable assertion) {
        // Playwright belongs to the thread that started it.
        await().pollInSameThread()
                .atMost(PATIENCE)
                .ignoreException(NumberFormatException.class)
                .untilAsserted(assertion);
    }

    /** The contents of the file behind a panel's button. */
    public String download(String panel, String kind) throws IOException {
        Download download =
                page.waitForDownload(
                        () ->
                                page.locator("#%s [data-download=%s]".formatted(panel, kind))
                                        .click());
        return Files.readString(download.path());
    }

    /** No complaint of the browser, and no figure that is none. */
    public void assertSound() {
        assertThat(complaints).isEmpty();
        assertThat(page.locator("body").textContent())
                .doesNotContain("NaN")
                .doesNotContain("undefined")
                .doesNotContain("Infinity");
    }

    /** No name became an element of the page, or ran as one. */
    public void assertNothingInjected() {
        assertThat(
                        page.locator("body img, body script, body iframe, body svg, body textarea")
                                .count())
                .isZero();
        assertThat(page.locator("[onerror], [onmouseover], [onload]").count()).isZero();
        assertThat(page.locator("body").getAttribute("data-hacked")).isNull();
    }

    /** Marks the document, to see later that it was not loaded again. */
    public void mark() {
        page.evaluate("document.body.dataset.loaded = 'once'");
    }

    /** That the document is the one that was marked. */
    public void assertMarked() {
        assertThat(page.locator("body").getAttribute("data-loaded")).isEqualTo("once");
    }

    /**
     * Shows every view with the given choices, as it must look at every width, and keeps its
     * picture.
     */
    public void assertEveryViewFits(String choices, String picture) {
        int width = page.viewportSize().width;
        for (String view : VIEWS) {
            go(choices + "&view=" + view);
            page.locator("[data-view=%s]".formatted(view)).waitFor();
            assertThat(page.locator("nav a[aria-current=page]").count()).isEqualTo(1);
            assertThat(contentWidth()).as(view).isLessThanOrEqualTo(width);
            assertThat(page.locator("[role=img]:not([aria-label])").count()).as(view).isZero();
            assertThat(page.locator("[data-view=%s]".formatted(view)).textContent()).isNotBlank();
            shoot("%s-%s-%d".formatted(picture, view, width).toLowerCase(Locale.ROOT));
        }
    }

    private int contentWidth() {
        return (int) page.evaluate("document.documentElement.scrollWidth");
    }

    /** Keeps a picture of the whole page. */
    public void shoot(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
