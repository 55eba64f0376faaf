package dev.midstream.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.options.ColorScheme;
import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.PointPosition;
import dev.midstream.RobustnessMetric;
import dev.midstream.dashboard.browser.BrowserPage;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points of a curve and of simplices, each drawn where it lies. */
@ExtendWith(PageScene.Each.class)
class SubspacePageIT {
    private record Placed(String point, String role, List<Double> weights) {}

    private static final List<Placed> CURVE =
            List.of(
                    new Placed("midpoint", "MIDPOINT", List.of(0.25, 0.25, 0.5)),
                    new Placed("endpoint-0", "ENDPOINT", List.of(1.0, 0.0, 0.0)),
                    new Placed("endpoint-1", "ENDPOINT", List.of(0.0, 1.0, 0.0)),
                    new Placed("sample-0", "SAMPLE", List.of(0.64, 0.04, 0.32)),
                    new Placed("sample-1", "SAMPLE", List.of(0.09, 0.49, 0.42)));
    private static final List<Placed> TRIANGLE =
            List.of(
                    new Placed("midpoint", "MIDPOINT", List.of(1 / 3.0, 1 / 3.0, 1 / 3.0)),
                    new Placed("endpoint-0", "ENDPOINT", List.of(1.0, 0.0, 0.0)),
                    new Placed("endpoint-1", "ENDPOINT", List.of(0.0, 1.0, 0.0)),
                    new Placed("endpoint-2", "ENDPOINT", List.of(0.0, 0.0, 1.0)),
                    new Placed("sample-0", "SAMPLE", List.of(0.6, 0.3, 0.1)),
                    new Placed("sample-1", "SAMPLE", List.of(0.15, 0.2, 0.65)),
                    new Placed("sample-2", "SAMPLE", List.of(0.05, 0.55, 0.4)),
                    new Placed("sample-3", "SAMPLE", List.of(0.36, 0.31, 0.33)));
    private static final List<Placed> FOUR_ENDPOINTS =
            List.of(
                    new Placed("midpoint", "MIDPOINT", List.of(0.25, 0.25, 0.25, 0.25)),
                    new Placed("endpoint-0", "ENDPOINT", List.of(1.0, 0.0, 0.0, 0.0)),
                    new Placed("sample-0", "SAMPLE", List.of(0.5, 0.2, 0.2, 0.1)));

    @BeforeAll
    static void send(PageScene scene) throws Exception {
        List<RobustnessMetric> metrics = new ArrayList<>();
        metrics.addAll(run("curve", "CURVE", CURVE));
        metrics.addAll(run("triangle", "SIMPLEX", TRIANGLE));
        metrics.addAll(run("four", "SIMPLEX", FOUR_ENDPOINTS));
        scene.topic().create().send(metrics);
        scene.awaitMetrics("", metrics.size());
    }

    /** The nearer to the middle, the more accurate and the better calibrated. */
    private static List<RobustnessMetric> run(String run, String subspace, List<Placed> points) {
        List<RobustnessMetric> metrics = new ArrayList<>();
        for (Placed placed : points) {
            double largest = placed.weights().stream().mapToDouble(w -> w).max().orElseThrow();
            for (int severity = 0; severity <= 5; severity++) {
                MetricKey key =
                        new MetricKey(
                                run,
                                run,
                                placed.point(),
                                "cifar10",
                                severity == 0 ? "none" : "fog",
                                severity,
                                LabelKind.TRUE);
                double accuracy = 0.95 - 0.12 * largest - 0.06 * severity;
                metrics.add(
                        RobustnessMetrics.cumulative(
                                key,
                                new PointProfile(
                                        Optional.of(
                                                new PointPosition(
                                                        subspace, placed.role(), placed.weights())),
                                        Optional.empty()),
                                new PointSums(
                                        MetricSamples.sums(2000, accuracy, accuracy + 0.03, 1),
                                        PairedSums.EMPTY,
                                        0),
                                15,
                                MetricSamples.NOON));
            }
        }
        return metrics;
    }

    @Test
    void curve_points_lieByTheirWayAlongIt(PageScene scene) throws Exception {
        BrowserPage page = scene.page();
        page.go("view=subspace&run=curve&images=none");
        assertShown(scene, "curve", CURVE);
        List<String> expected = List.of("0.50", "0.00", "1.00", "0.20", "0.70");
        for (int i = 0; i < CURVE.size(); i++) {
            assertThat(page.figure("subspace-accuracy", CURVE.get(i).point(), "alpha"))
                    .hasText(expected.get(i));
        }
        page.assertSound();
    }

    @Test
    void triangle_points_areDrawnAtTheirMixingWeights(PageScene scene) throws Exception {
        BrowserPage page = scene.page();
        page.go("view=subspace&run=triangle&images=none");
        assertShown(scene, "triangle", TRIANGLE);
        assertThat(page.figure("subspace-accuracy", "midpoint", "weights"))
                .hasText("0.333 0.333 0.333");
        // Where the chart itself has put them, in pixels.
        List<Double> corner0 = pixel(page, "endpoint-0");
        List<Double> corner1 = pixel(page, "endpoint-1");
        List<Double> corner2 = pixel(page, "endpoint-2");
        for (Placed placed : TRIANGLE) {
            List<Double> at = pixel(page, placed.point());
            for (int axis = 0; axis < 2; axis++) {
                double expected =
                        placed.weights().get(0) * corner0.get(axis)
                                + placed.weights().get(1) * corner1.get(axis)
                                + placed.weights().get(2) * corner2.get(axis);
                assertThat(at.get(axis)).as("%s", placed).isCloseTo(expected, within(1.0));
            }
        }
        assertThat(corner0.get(0)).isLessThan(corner1.get(0) - 100);
        assertThat(corner2.get(1)).isLessThan(corner0.get(1) - 100);
        page.assertSound();
    }

    @Test
    void simplexOfFour_points_areOrderedByTheirLargestWeight(PageScene scene) throws Exception {
        BrowserPage page = scene.page();
        page.go("view=subspace&run=four&images=none");
        assertShown(scene, "four", FOUR_ENDPOINTS);
        assertThat(page.locator("#subspace-accuracy .caption"))
                .containsText("By the largest mixing weight: 1 is an endpoint");
        page.assertSound();
    }

    @SuppressWarnings("unchecked") // The script returns two numbers.
    private static List<Double> pixel(BrowserPage page, String point) {
        return ((List<Number>)
                        page.page()
                                .evaluate(
                                        """
                                        (point) => {
                                          const chart = echarts.getInstanceByDom(
                                              document.querySelector('#subspace-accuracy .canvas'));
                                          const data = chart.getOption().series
                                              .flatMap((series) => series.data)
                                              .find((each) => each.row?.point === point);
                                          return chart.convertToPixel('grid', data.value.slice(0, 2));
                                        }
                                        """,
                                        point))
                .stream().map(Number::doubleValue).toList();
    }

    private static void assertShown(PageScene scene, String run, List<Placed> points)
            throws Exception {
        BrowserPage page = scene.page();
        assertThat(page.locator("#subspace-accuracy canvas")).isVisible();
        for (String figure : List.of("accuracy", "ece")) {
            page.locator("#subspace-%s button[aria-expanded]".formatted(figure)).click();
            assertThat(page.locator("#subspace-%s tbody tr".formatted(figure)))
                    .hasCount(points.size());
            for (Placed placed : points) {
                var summary =
                        scene.reader()
                                .items(
                                        "/api/v1/summary?runId=%s&pointId=%s"
                                                .formatted(run, placed.point()))
                                .get(0);
                BrowserPage.assertShare(
                        page.figure("subspace-" + figure, placed.point(), figure),
                        summary.at("/clean/figures/%s/value".formatted(figure)).asDouble());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "curve, 1280, LIGHT",
        "triangle, 1280, LIGHT",
        "triangle, 1280, DARK",
        "triangle, 390, LIGHT",
        "four, 1280, LIGHT"
    })
    void subspace_everyKind_hasAPicture(
            String run, int width, ColorScheme scheme, PageScene scene) {
        try (BrowserPage page = scene.open(width, scheme)) {
            page.go("view=subspace&run=" + run);
            assertThat(page.locator("#subspace-ece canvas")).isVisible();
            page.shoot("%s-subspace-%s-%d".formatted(scheme, run, width).toLowerCase(Locale.ROOT));
            page.assertSound();
        }
    }
}
