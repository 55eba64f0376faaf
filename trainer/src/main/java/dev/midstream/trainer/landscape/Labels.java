package dev.midstream.trainer.landscape;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** The texts of a drawing. */
final class Labels {
    static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    static final Font CORNER = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final Font VALUE = new Font(Font.SANS_SERIF, Font.PLAIN, 9);

    private Labels() {}

    /** A number by a pattern of {@link DecimalFormat}. */
    static String number(String pattern, double value) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(value);
    }

    /** Draws text around a place, as outlines, which look the same on machines without the font. */
    static void centred(
            Graphics2D graphics, Font font, Color colour, String text, double x, double y) {
        TextLayout layout = new TextLayout(text, font, graphics.getFontRenderContext());
        Rectangle2D bounds = layout.getBounds();
        graphics.setColor(colour);
        graphics.fill(
                layout.getOutline(
                        AffineTransform.getTranslateInstance(
                                x - bounds.getCenterX(), y - bounds.getCenterY())));
    }
}
