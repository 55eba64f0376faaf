package dev.midstream.trainer.landscape;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** One figure over a subspace, as a chart with labelled axes. */
record FigureChart(String title, String decimals, ToDoubleFunction<Measured> value) {
    /** Pixels. */
    static final int WIDTH = 620;

    /** Pixels. */
    static final int LINE_HEIGHT = 280;

    /** Pixels. */
    static final int PLANE_HEIGHT = 520;

    private static final double LEGEND_UNITS = 1000;

    // From dark to light; told apart without colour too.
    private static final Color[] RANGE = {
        new Color(0x440154), new Color(0x31688e), new Color(0x35b779), new Color(0xfde725)
    };

    /** Accuracy, calibration error and loss. */
    static List<FigureChart> all() {
        return List.of(
                new FigureChart("Accuracy (%)", "##0.0#", m -> 100 * m.accuracy()),
                new FigureChart("Expected calibration error", "0.00##", Measured::ece),
                new FigureChart("Loss (nats)", "0.00##", Measured::loss));
    }

    /** The figure along a line or curve. */
    Chart<?, ?> alongLine(List<Measured> measured) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(LINE_HEIGHT)
                        .xAxisTitle("position (0: endpoint-0, 1: endpoint-1)")
                        .yAxisTitle(title)
                        .build();
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setMarkerSize(5);
        chart.getStyler().setYAxisDecimalPattern(decimals);
        chart.getStyler().setXAxisDecimalPattern("0.0#");
        chart.addSeries(
                title,
                measured.stream().mapToDouble(m -> m.point().coordinates().get(0)).toArray(),
                measured.stream().mapToDouble(value).toArray());
        return chart;
    }

    /** The figure over the plane of three endpoints. */
    Chart<?, ?> overPlane(List<Measured> measured) {
        HeatMapChart chart =
                new HeatMapChartBuilder()
                        .width(WIDTH)
                        .height(PLANE_HEIGHT)
                        .title(title)
                        .xAxisTitle("weight of endpoint-1 (endpoint-0 has the rest)")
                        .yAxisTitle("weight of endpoint-2")
                        .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setRangeColors(RANGE);
        chart.getStyler().setHeatMapValueDecimalPattern(decimals);
        chart.getStyler().setPlotContentSize(1);
        chart.getStyler().setXAxisLabelRotation(90);
        // The legend shows these two as they are.
        double low = measured.stream().mapToDouble(value).min().orElse(0);
        double high = measured.stream().mapToDouble(value).max().orElse(1);
        chart.getStyler().setMin(Math.floor(low * LEGEND_UNITS) / LEGEND_UNITS);
        chart.getStyler().setMax(Math.ceil(high * LEGEND_UNITS) / LEGEND_UNITS);
        List<Double> axis =
                measured.stream().map(m -> m.point().coordinates().get(0)).distinct().toList();
        List<Number[]> cells = new ArrayList<>();
        for (Measured m : measured) {
            cells.add(
                    new Number[] {
                        axis.indexOf(m.point().coordinates().get(0)),
                        axis.indexOf(m.point().coordinates().get(1)),
                        value.applyAsDouble(m)
                    });
        }
        chart.addSeries(title, labels(axis), labels(axis), cells);
        return chart;
    }

    private static List<String> labels(List<Double> axis) {
        return axis.stream().map(v -> Double.toString(Math.round(v * 1000) / 1e3)).toList();
    }
}
