package dev.midstream.trainer.picture;

import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A chart of XChart's.
 *
 * @param chart with its size and style
 */
public record Plot(Chart<?, ?> chart) implements Drawing {
    @Override
    public int height() {
        return chart.getHeight();
    }

    @Override
    public void paint(Graphics2D graphics) {
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
    }
}
