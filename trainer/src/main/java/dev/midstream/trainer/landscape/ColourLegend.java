package dev.midstream.trainer.landscape;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/**
 * The scale of colours at the right of a {@link TriangleMap}, with a few of its values.
 *
 * @param decimals pattern of the values
 */
record ColourLegend(ColourScale colours, String decimals) {
    private static final int LEFT = 535;
    private static final int WIDTH = 18;
    private static final int TOP = 130;
    private static final int HEIGHT = 320;
    private static final int TICKS = 4;
    private static final double TICK_GAP = 25.6;

    void paint(Graphics2D graphics) {
        for (int y = 0; y < HEIGHT; y++) {
            graphics.setColor(colours.at(1 - (double) y / (HEIGHT - 1)));
            graphics.fill(new Rectangle2D.Double(LEFT, TOP + y, WIDTH, 1.5));
        }
        for (int i = 0; i <= TICKS; i++) {
            double share = (double) i / TICKS;
            Labels.centred(
                    graphics,
                    Labels.LABEL,
                    Color.BLACK,
                    Labels.number(decimals, colours.value(share)),
                    LEFT + WIDTH + TICK_GAP,
                    TOP + (1 - share) * HEIGHT);
        }
    }
}
