package dev.midstream.embedded;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.dashboard.HttpReader;
import dev.midstream.dashboard.browser.BrowserPage;
import dev.midstream.dashboard.browser.SharedBrowser;
import dev.midstream.dashboard.browser.SystemBrowser;
import dev.midstream.dashboard.browser.ViewFigures;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.publish.PublishConfiguration;
import dev.midstream.publisher.publish.Publisher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo as its user starts it, from the jars of this build. */
class DemoIT {
    private static final int IMAGES = 200;
    private static final int CONDITIONS = 21;

    @TempDir private static Path work;
    private static Path data;

    @BeforeAll
    static void writeImages() throws IOException {
        data = Files.createDirectory(work.resolve("data"));
        PatternImages.write(data, 1_000, IMAGES);
    }

    @Test
    @ExtendWith(SharedBrowser.class)
    void demo_untilItIsStopped_showsInEveryViewWhatItScores(SystemBrowser browser)
            throws Exception {
        Path temporary = Files.createDirectory(work.resolve("tmp"));
        try (RunningDemo demo =
                RunningDemo.start(
                        temporary,
                        List.of(
                                "--dataset",
                                "cifar10",
                                "--data",
                                data.toString(),
                                "--work",
                                work.resolve("demo-work").toString(),
                                "--images",
                                String.valueOf(IMAGES),
                                "--port",
                                "0"))) {
            URI address = URI.create(demo.await("Dashboard: "));
            HttpReader reader = new HttpReader(address);
            try (BrowserPage page = BrowserPage.open(browser, address, 1280, ColorScheme.LIGHT)) {
                page.go("run=demo");
                page.mark();
                demo.await("Live at ");
                assertThat(demo.lines())
                        .contains(DemoMeaning.NOTE)
                        .anyMatch(line -> line.matches("Midpoint against .*: clean [+-].*snow .*"));
                // Opened before the first image was scored, and never loaded again.
                assertThat(page.figure("points", "midpoint", "images"))
                        .hasText("%,d".formatted(IMAGES * CONDITIONS));
                page.assertMarked();
                assertThat(page.locator("#note")).hasText(DemoMeaning.NOTE);
                assertEveryView(new ViewFigures(page, reader, "demo", "OBSERVED"));
                assertFollows(page, reader);
                page.assertEveryViewFits("run=demo&cell=3~snow", "demo-light");
                page.assertSound();
            }
            for (int width : List.of(1280, 390)) {
                try (BrowserPage page =
                        BrowserPage.open(browser, address, width, ColorScheme.DARK)) {
                    page.assertEveryViewFits("run=demo&against=endpoint-0", "demo-dark");
                    page.assertSound();
                }
            }
            HostileRun.publish(reader);
            try (BrowserPage page = BrowserPage.open(browser, address, 1280, ColorScheme.LIGHT)) {
                HostileRun.assertText(page);
                page.assertSound();
            }
            assertThat(demo.terminate()).as("128 + SIGTERM").isEqualTo(143);
            assertThat(demo.lines()).last().isEqualTo("Stopped.");
            assertThat(names(temporary)).as("left in the temporary directory").isEmpty();
        }
    }

    private static void assertEveryView(ViewFigures figures) throws Exception {
        // A summary is reported after the metrics that it summarises.
        figures.awaitImages(IMAGES * CONDITIONS);
        figures.assertOverview();
        figures.assertHeatMaps("endpoint-0");
        figures.assertCell("sample-0", "snow", 3);
        figures.assertSeverityCurves("midpoint", "defocus_blur");
        figures.assertReliability("midpoint");
        figures.assertLabelNoise("demo-label-noise", "ensemble");
        figures.assertLine();
        figures.assertHealth(IMAGES * (CONDITIONS + 1));
        figures.assertJob();
        figures.assertDownloads("ensemble", "snow");
        figures.assertChoicesSurviveAReload("ensemble", "endpoint-0", "contrast");
    }

    /** More images while the page is open: it goes to their run by itself. */
    private static void assertFollows(BrowserPage page, HttpReader reader) throws Exception {
        page.go("view=overview");
        assertThat(page.locator("#points tbody tr")).hasCount(5);
        page.mark();
        JsonNode feed = reader.json("/api/v1/status").get("feed");
        new Publisher(
                        PublishConfiguration.builder(
                                        feed.get("bootstrapServers").asText(),
                                        "later",
                                        TestSelection.all(
                                                ConditionGrid.parse(
                                                        "none", "1-5", CleanImages.INCLUDED),
                                                0))
                                .build(),
                        Clock.systemUTC())
                .publish(Datasets.open("cifar10", data, Split.TEST), Progress.NONE);
        assertThat(page.figure("points", "midpoint", "images")).hasText(String.valueOf(IMAGES));
        JsonNode summary = reader.items("/api/v1/summary?runId=later&pointId=midpoint").get(0);
        BrowserPage.assertShare(
                page.figure("points", "midpoint", "clean-accuracy"),
                summary.at("/clean/figures/accuracy/value").asDouble());
        page.assertMarked();
    }

    @Test
    void demo_withoutAPartOfItsClassPath_saysWhatIsMissing() throws Exception {
        Path broken = Files.createDirectory(work.resolve("broken"));
        Path jar = Files.copy(Jars.DEMO, broken.resolve("demo.jar"));
        Path library = Files.createDirectory(broken.resolve("lib"));
        try (Stream<Path> parts = Files.list(Jars.DEMO.resolveSibling("lib"))) {
            for (Path part : parts.toList()) {
                if (!part.getFileName().toString().startsWith("commons-compress")) {
                    Files.createSymbolicLink(library.resolve(part.getFileName()), part);
                }
            }
        }
        Path temporary = Files.createDirectory(broken.resolve("tmp"));
        Path model = Files.createDirectory(broken.resolve("model-cifar10"));
        Files.createFile(model.resolve("manifest.json"));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djava.io.tmpdir=" + temporary,
                                "-Dmidstream.root=" + System.getProperty("midstream.root"),
                                "-jar",
                                jar.toString(),
                                "--dataset=cifar10",
                                "--data=" + data,
                                "--work=" + broken,
                                "--port=0")
                        .redirectErrorStream(true)
                        .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output)
                    .isEqualToIgnoringNewLines(
                            "Using the model of an earlier run, %s (--retrain replaces it)"
                                            .formatted(model)
                                    + "Cannot continue: NoClassDefFoundError:"
                                    + " org/apache/commons/compress/utils/Sets."
                                    + " Set MIDSTREAM_DEBUG=1 to see where.");
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(names(temporary)).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
