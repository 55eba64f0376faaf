package dev.midstream.trainer.landscape;

import dev.midstream.trainer.picture.Drawing;
import dev.midstream.trainer.picture.Plot;
import java.awt.Color;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** One figure over a subspace, as a chart with labelled axes. */
record FigureChart(String title, String decimals, ToDoubleFunction<Measured> value) {
    /** Pixels. */
    static final int WIDTH = 620;

    /** Pixels. */
    private static final int LINE_HEIGHT = 280;

    /** Accuracy, calibration error and loss. */
    static List<FigureChart> all() {
        return List.of(
                new FigureChart("Accuracy (%)", "##0.0#", m -> 100 * m.accuracy()),
                new FigureChart("Expected calibration error", "0.00##", Measured::ece),
                new FigureChart("Loss (nats)", "0.00##", Measured::loss));
    }

    /** The figure along a line or curve. */
    Drawing alongLine(List<Measured> measured) {
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
        return new Plot(chart);
    }

    /**
     * The figure over the plane of three endpoints.
     *
     * @param step between places, in mixing weights
     */
    Drawing overPlane(List<Measured> measured, double step) {
        return new TriangleMap(
                title,
                decimals,
                measured.stream().map(Measured::point).toList(),
                measured.stream().map(value::applyAsDouble).toList(),
                step);
    }
}
