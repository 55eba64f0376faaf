package dev.midstream.trainer.reproduce.finding;

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

/** The charts of findings; bars of error are the standard deviation over seeds. */
final class Charts {
    /** Pixels. */
    static final int WIDTH = 760;

    private static final int HEIGHT = 380;
    private static final double ROOM = 0.15;

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
        CategoryChart chart = categoryChart(measure);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisLabelRotation(30);
        double low = series.stream().mapToDouble(each -> least(measure, each)).min().orElse(0);
        double high = series.stream().mapToDouble(each -> most(measure, each)).max().orElse(1);
        double margin = Math.max(ROOM * (high - low), 1e-3);
        chart.getStyler().setMarkerSize(9);
        chart.getStyler().setYAxisMin(Math.max(0, low - 2 * margin));
        chart.getStyler().setYAxisMax(high + margin);
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
        CategoryChart chart = categoryChart(measure);
        chart.getStyler().setMarkerSize(7);
        chart.getStyler().setXAxisLabelRotation(45);
        for (Series each : series) {
            List<Double> mean = new ArrayList<>(Collections.nCopies(categories.size(), null));
            List<Double> deviation = new ArrayList<>(Collections.nCopies(categories.size(), null));
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

    private static CategoryChart categoryChart(Measure measure) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .yAxisTitle(measure.axis())
                        .build();
        style(chart.getStyler(), measure);
        // Differences are small beside the values, so axes do not begin at 0, and bars, whose
        // lengths would then say nothing, do not serve.
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
        return chart;
    }

    private static double least(Measure measure, Series series) {
        return measure.onAxis(series.mean().get(0) - series.deviation().get(0));
    }

    private static double most(Measure measure, Series series) {
        return measure.onAxis(series.mean().get(0) + series.deviation().get(0));
    }

    private static void style(AxesChartStyler styler, Measure measure) {
        styler.setChartBackgroundColor(Color.WHITE);
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
