package dev.midstream.dashboard;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page of a dashboard in a real browser, and what the browser complained about. */
final class BrowserPage implements AutoCloseable {
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
    }

    /** The browser of this machine; ends the test where there is none. */
    static SystemBrowser requireBrowser() {
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
        return SystemBrowser.open(executable.get());
    }

    static BrowserPage open(
            SystemBrowser browser, URI address, int width, int height, ColorScheme scheme) {
        return new BrowserPage(
                browser.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(width, height)
                                        .setColorScheme(scheme)),
                address);
    }

    Page page() {
        return page;
    }

    /** Goes to a view with its choices, for instance {@code view=health}. */
    BrowserPage go(String query) {
        page.navigate(address + (query.isEmpty() ? "" : "?" + query));
        return this;
    }

    Locator locator(String selector) {
        return page.locator(selector);
    }

    /** A cell of the heat map. */
    Locator cell(String corruption, int severity) {
        return page.locator(
                "#map td[data-corruption='%s'][data-severity='%d']"
                        .formatted(corruption, severity));
    }

    /** The figure of a row of a panel's table, as it is shown. */
    Locator figure(String panel, String row, String figure) {
        return page.locator(
                "#%s tr[data-row='%s'] [data-figure='%s'] > span:first-child"
                        .formatted(panel, row, figure));
    }

    static double percent(Locator locator) {
        return Double.parseDouble(locator.textContent().replace("%", ""));
    }

    /** The contents of the file behind a panel's button. */
    String download(String panel, String kind) throws IOException {
        Download download =
                page.waitForDownload(
                        () ->
                                page.locator("#%s [data-download=%s]".formatted(panel, kind))
                                        .click());
        return Files.readString(download.path());
    }

    List<String> complaints() {
        return complaints;
    }

    int contentWidth() {
        return (int) page.evaluate("document.documentElement.scrollWidth");
    }

    void shoot(String name) {
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
