package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.midstream.LabelKind;
import dev.midstream.dashboard.browser.BrowserPage;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every view of one run in a real browser: its figures, its shape, its controls. */
@ExtendWith(PageScene.Each.class)
class FiguresPageIT {
    @BeforeAll
    static void send(PageScene scene) throws Exception {
        scene.topic().create();
        scene.sendGrid(LabelKind.OBSERVED);
        scene.sendGrid(LabelKind.TRUE);
        scene.topic()
                .sendDeadLetters(
                        List.of(PageScene.letter(1, "Label 12 of 10 classes.", "x".repeat(400))));
    }

    @AfterEach
    void assertSound(PageScene scene) {
        scene.page().assertSound();
    }

    @Test
    void overview_figures_equalTheApi(PageScene scene) throws Exception {
        scene.figures(LabelKind.TRUE).assertOverview();
        assertThat(scene.page().locator(".verdict p").first())
                .hasText(
                        Pattern.compile(
                                "Corrupted images ensemble is best: .* over endpoint-0, .*"));
    }

    @Test
    void robustness_cells_equalTheApi(PageScene scene) throws Exception {
        scene.figures(LabelKind.TRUE).assertHeatMaps("endpoint-1");
        assertThat(scene.page().locator("#map .caption"))
                .containsText("6,300 images of endpoint-1, up to");
        scene.figures(LabelKind.TRUE).assertCell("midpoint", "snow", 3);
        assertThat(scene.page().figure("cell", "midpoint", "wins")).hasText("21 : 12");
        assertThat(scene.page().interval("cell", "midpoint", "wins"))
                .hasText(Pattern.compile("[+−]?[0-9.]+ to [+−]?[0-9.]+ points"));
    }

    @Test
    void severity_curves_equalTheApi(PageScene scene) throws Exception {
        scene.figures(LabelKind.OBSERVED).assertSeverityCurves("midpoint", "snow");
    }

    @Test
    void calibration_bins_areThoseOfTheApi(PageScene scene) throws Exception {
        scene.figures(LabelKind.TRUE).assertReliability("midpoint");
    }

    @Test
    void noise_twoKindsOfLabels_areShownByTheirRate(PageScene scene) throws Exception {
        scene.figures(LabelKind.TRUE).assertLabelNoise(PageScene.RUN, "midpoint");
    }

    @Test
    void subspace_points_lieAtTheirPlace(PageScene scene) throws Exception {
        scene.figures(LabelKind.TRUE).assertLine();
    }

    @Test
    void page_downloads_holdWhatIsShown(PageScene scene) throws Exception {
        scene.figures(LabelKind.TRUE).assertDownloads("ensemble", "snow");
    }

    @Test
    void page_choices_surviveAReload(PageScene scene) {
        scene.figures(LabelKind.TRUE)
                .assertChoicesSurviveAReload("ensemble", "endpoint-1", "contrast");
    }

    @ParameterizedTest
    @CsvSource({"390, LIGHT", "1280, LIGHT", "1280, DARK"})
    void page_everyView_fitsTheScreen(int width, ColorScheme scheme, PageScene scene) {
        try (BrowserPage page = scene.open(width, scheme)) {
            page.assertEveryViewFits(
                    "labels=TRUE&cell=3~snow&against=endpoint-0", scheme.toString());
            page.assertSound();
        }
    }
}
