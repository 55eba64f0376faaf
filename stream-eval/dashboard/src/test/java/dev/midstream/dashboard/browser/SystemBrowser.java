package dev.midstream.dashboard.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Chromium that is installed on this machine. */
public final class SystemBrowser implements AutoCloseable {
    /** Names the browser's executable where it is in none of the usual places. */
    static final String PROPERTY = "midstream.chromium";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    // A closed network refuses the browser's calls home, one console message each.
    private static final List<String> ARGUMENTS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private static final double ASSERTION_MILLIS = 20_000;

    private final Playwright playwright;
    private final Browser browser;

    private SystemBrowser(Path executable) {
        // Enough for a machine that has other work too.
        PlaywrightAssertions.setDefaultAssertionTimeout(ASSERTION_MILLIS);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable)
                                        .setArgs(ARGUMENTS));
    }

    static Optional<Path> find() {
        @Nullable String named = System.getProperty(PROPERTY);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Stream<Path> path =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .filter(directory -> !directory.isBlank())
                        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)));
        return Stream.concat(NAMES.stream().map(name -> Path.of("/usr/bin", name)), path)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static SystemBrowser open(Path executable) {
        return new SystemBrowser(executable);
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
