package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.midstream.LabelKind;
import dev.midstream.dashboard.browser.BrowserPage;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page without a mouse. */
@ExtendWith(PageScene.Each.class)
class KeyboardPageIT {
    /** Everything that a key can reach, in the order of the document. */
    private static final String STOPS =
            """
            () => {
              window.stops = [...document.querySelectorAll('a[href], button, select, input, [tabindex]')]
                  .filter((each) => each.tabIndex >= 0 && !each.disabled && each.getClientRects().length > 0);
              return window.stops.length;
            }
            """;

    private static final String FOCUS =
            """
            () => {
              const style = getComputedStyle(document.activeElement);
              return {
                stop: window.stops.indexOf(document.activeElement),
                what: document.activeElement.outerHTML.slice(0, 120),
                outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
              };
            }
            """;

    @BeforeAll
    static void send(PageScene scene) throws Exception {
        scene.topic().create();
        scene.sendGrid(LabelKind.OBSERVED);
        scene.sendGrid(LabelKind.TRUE);
    }

    @AfterEach
    void assertSound(PageScene scene) {
        scene.page().assertSound();
    }

    private static void press(PageScene scene, String key) {
        scene.page().page().keyboard().press(key);
    }

    @Test
    void skipLink_firstTab_leadsToTheFigures(PageScene scene) {
        BrowserPage page = scene.page();
        page.go("");
        assertThat(page.locator("#points tbody tr")).hasCount(PageScene.POINTS.size());
        Locator skip = page.locator(".skip");
        assertThat(skip.boundingBox().x + skip.boundingBox().width).isNegative();

        press(scene, "Tab");
        assertThat(skip).isFocused();
        assertThat(skip.boundingBox().x).isNotNegative();
        assertThat(skip.boundingBox().y).isNotNegative();

        press(scene, "Enter");
        assertThat(page.locator("#main")).isFocused();
        press(scene, "Tab");
        assertThat(page.locator("main :focus")).hasCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overview",
                "robustness",
                "severity",
                "calibration",
                "noise",
                "subspace",
                "runs",
                "health"
            })
    void tab_everyView_visitsEveryControlOnceAndShowsWhereItIs(String view, PageScene scene) {
        BrowserPage page = scene.page();
        page.go("view=" + view);
        page.locator("[data-view=%s] .heading".formatted(view)).first().waitFor();
        int stops = (int) page.page().evaluate(STOPS);
        assertThat(stops).isGreaterThan(BrowserPage.VIEWS.size());

        List<Integer> visited =
                IntStream.range(0, stops).map(number -> nextStop(scene)).boxed().toList();

        assertThat(visited).isEqualTo(IntStream.range(0, stops).boxed().toList());
    }

    @SuppressWarnings("unchecked") // The script returns an object.
    private static int nextStop(PageScene scene) {
        press(scene, "Tab");
        Map<String, Object> focus = (Map<String, Object>) scene.page().page().evaluate(FOCUS);
        assertThat(((Number) focus.get("outline")).doubleValue())
                .as("outline of %s", focus.get("what"))
                .isGreaterThanOrEqualTo(2);
        return (int) focus.get("stop");
    }

    @Test
    void nav_enterOnALink_goesToItsViewAndKeepsTheFocus(PageScene scene) {
        BrowserPage page = scene.page();
        page.go("");
        Locator first = page.locator("nav a").first();
        assertThat(first).hasAttribute("aria-current", "page");
        first.focus();
        assertThat(first).isFocused();
        press(scene, "Tab");
        press(scene, "Tab");
        press(scene, "Enter");
        Locator severity = page.locator("nav a:has-text('Severity')");
        assertThat(severity).hasAttribute("aria-current", "page");
        assertThat(severity).isFocused();
        assertThat(page.locator("#accuracy-curve canvas")).isVisible();

        press(scene, "Shift+Tab");
        press(scene, "Enter");
        assertThat(page.locator("#map-title")).isVisible();
    }

    @Test
    void filters_arrowsAndSpace_chooseAndAreKeptInTheAddress(PageScene scene) {
        BrowserPage page = scene.page();
        page.go("view=severity");
        Page browser = page.page();
        Locator labels = page.locator("select[name=labels]");
        assertThat(labels).hasValue("OBSERVED");
        labels.focus();
        press(scene, "ArrowDown");
        assertThat(labels).hasValue("TRUE");
        assertThat(browser).hasURL(Pattern.compile("labels=TRUE"));

        page.locator("select[name=corruption]").focus();
        press(scene, "s");
        assertThat(page.locator("#accuracy-curve-title")).hasText("Accuracy by severity, snow");
        assertThat(browser).hasURL(Pattern.compile("corruption=snow"));

        Locator ensemble = page.locator("label[data-point=ensemble] input");
        ensemble.focus();
        press(scene, "Space");
        assertThat(ensemble).not().isChecked();
        assertThat(browser).hasURL(Pattern.compile("hide=ensemble"));
        assertThat(ensemble).isFocused();
    }

    @Test
    void table_buttonOfAChart_opensItAndTabGoesThere(PageScene scene) {
        BrowserPage page = scene.page();
        page.go("view=severity&labels=TRUE");
        Locator toggle = page.locator("#ece-curve button[aria-expanded]");
        toggle.focus();
        press(scene, "Enter");
        assertThat(toggle).hasAttribute("aria-expanded", "true");
        Locator table = page.locator("#ece-curve [role=region]");
        assertThat(table).isVisible();
        // The two downloads stand between them.
        for (int i = 0; i < 3; i++) {
            press(scene, "Tab");
        }
        assertThat(table).isFocused();
        toggle.focus();
        press(scene, "Space");
        assertThat(table).isHidden();
    }

    @Test
    void point_enterInTheOverview_showsItsHeatMap(PageScene scene) {
        BrowserPage page = scene.page();
        page.go("labels=TRUE");
        page.locator("#points tr[data-row=endpoint-1] button").focus();
        press(scene, "Enter");
        assertThat(page.locator("#map-title")).hasText("Accuracy of endpoint-1, %");
    }

    @Test
    void cell_arrowsAndEnter_showItClosely(PageScene scene) {
        BrowserPage page = scene.page();
        page.go("view=robustness");
        page.cell("none", 0).focus();
        press(scene, "ArrowDown");
        press(scene, "ArrowRight");
        press(scene, "Enter");
        assertThat(page.locator("#cell-title")).hasText("All points on gaussian noise, severity 2");
        assertThat(page.cell("gaussian_noise", 2)).hasAttribute("aria-selected", "true");
        assertThat(page.cell("gaussian_noise", 2)).isFocused();
        press(scene, "Tab");
        assertThat(page.cell("gaussian_noise", 2)).not().isFocused();
    }
}
