package dev.midstream.trainer.reproduce.finding;

import static java.lang.Double.NaN;

import dev.midstream.trainer.picture.Plot;
import dev.midstream.trainer.reproduce.plan.Measure;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** The charts of findings; bars of error are the standard deviation over several seeds. */
final class Charts {
    /** Pixels. */
    static final int WIDTH = 760;

    private static final int HEIGHT = 380;
    private static final double ROOM = 0.07;
    private static final double LEAST_ROOM = 1e-3;

    private Charts() {}

    /** A curve for each series. */
    static Optional<Section.Chart> lines(Measure measure, String x, List<Series> series) {
        if (series.stream().allMatch(Series::isEmpty)) {
            return Optional.empty();
        }
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .xAxisTitle(x)
                        .yAxisTitle(measure.axis())
                        .build();
        style(chart.getStyler(), measure);
        range(chart.getStyler(), measure, series);
        chart.getStyler().setMarkerSize(5);
        chart.getStyler().setXAxisDecimalPattern("0.##");
        for (Series each : series) {
            chart.addSeries(
                    each.label(),
                    numbers(each.x()),
                    onAxis(measure, each.mean()),
                    onAxis(measure, each.deviation()));
        }
        return Optional.of(new Section.Chart(new Plot(chart), measure.axis() + " " + series));
    }

    /** A point for each series. */
    static Optional<Section.Chart> points(Measure measure, List<Series> series) {
        if (series.isEmpty()) {
            return Optional.empty();
        }
        CategoryChart chart = categoryChart(measure, series);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisLabelRotation(30);
        chart.getStyler().setMarkerSize(9);
        chart.addSeries(
                measure.axis(),
                series.stream().map(Series::label).toList(),
                series.stream().map(each -> measure.onAxis(each.mean().get(0))).toList(),
                series.stream().map(each -> measure.onAxis(each.deviation().get(0))).toList());
        return Optional.of(new Section.Chart(new Plot(chart), measure.axis() + " " + series));
    }

    /**
     * A point for each series in each category.
     *
     * @param series x is the place of a category
     */
    static Optional<Section.Chart> categories(
            Measure measure, List<String> categories, List<Series> series) {
        if (series.isEmpty()) {
            return Optional.empty();
        }
        CategoryChart chart = categoryChart(measure, series);
        chart.getStyler().setMarkerSize(7);
        chart.getStyler().setXAxisLabelRotation(45);
        for (Series each : series) {
            List<Double> mean = new ArrayList<>(Collections.nCopies(categories.size(), NaN));
            List<Double> deviation = new ArrayList<>(Collections.nCopies(categories.size(), NaN));
            for (int i = 0; i < each.x().size(); i++) {
                int category = each.x().get(i).intValue();
                mean.set(category, measure.onAxis(each.mean().get(i)));
                deviation.set(category, measure.onAxis(each.deviation().get(i)));
            }
            chart.addSeries(each.label(), categories, mean, deviation);
        }
        return Optional.of(
                new Section.Chart(
                        new Plot(chart), measure.axis() + " " + categories + " " + series));
    }

    private static CategoryChart categoryChart(Measure measure, List<Series> series) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .yAxisTitle(measure.axis())
                        .build();
        style(chart.getStyler(), measure);
        range(chart.getStyler(), measure, series);
        // Axes do not begin at 0, so the lengths of bars would say nothing.
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
        return chart;
    }

    /**
     * Differences are small beside the values, so the axis does not begin at 0. It is given, since
     * the library would leave out whatever has no bar of error.
     */
    private static void range(AxesChartStyler styler, Measure measure, List<Series> series) {
        double low = series.stream().flatMapToDouble(Series::drawn).min().orElse(0);
        double high = series.stream().flatMapToDouble(Series::drawn).max().orElse(1);
        double margin = Math.max(ROOM * (high - low), LEAST_ROOM);
        styler.setYAxisMin(measure.onAxis(Math.max(0, low - margin)));
        styler.setYAxisMax(measure.onAxis(high + margin));
    }

    private static void style(AxesChartStyler styler, Measure measure) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setErrorBarsColorSeriesColor(true);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setYAxisDecimalPattern(measure.isPercentage() ? "##0.0#" : "0.00##");
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] onAxis(Measure measure, List<Double> values) {
        return values.stream().mapToDouble(measure::onAxis).toArray();
    }
}
