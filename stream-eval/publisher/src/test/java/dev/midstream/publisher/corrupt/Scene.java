package dev.midstream.publisher.corrupt;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A drawn landscape with what corruptions act upon: smooth gradients, hard edges, fine and coarse
 * texture, saturated and pale colours, light and shade.
 */
final class Scene {
    private static final double UNITS = 224;

    private final Graphics2D graphics;
    private final Random random = new Random(8);

    private Scene(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /** The picture, {@code side} pixels high and wide. */
    static BufferedImage draw(int side) {
        // Four times as large first, then averaged, as a camera's sensor does.
        int fine = side * 4;
        BufferedImage large = new BufferedImage(fine, fine, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.scale(fine / UNITS, fine / UNITS);
            new Scene(graphics).paint();
        } finally {
            graphics.dispose();
        }
        return averaged(large, side);
    }

    private static BufferedImage averaged(BufferedImage large, int side) {
        BufferedImage small = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int[] sums = new int[3];
                for (int rgb : large.getRGB(4 * x, 4 * y, 4, 4, null, 0, 4)) {
                    sums[0] += rgb >> 16 & 0xff;
                    sums[1] += rgb >> 8 & 0xff;
                    sums[2] += rgb & 0xff;
                }
                small.setRGB(x, y, (sums[0] / 16) << 16 | (sums[1] / 16) << 8 | sums[2] / 16);
            }
        }
        return small;
    }

    private void paint() {
        sky();
        hills();
        meadow();
        house();
        tree();
        balloon();
        fence();
    }

    private void sky() {
        graphics.setPaint(
                new GradientPaint(0, 0, new Color(38, 92, 172), 0, 140, new Color(204, 226, 240)));
        graphics.fill(new Rectangle2D.Double(0, 0, UNITS, 150));
        graphics.setPaint(
                new RadialGradientPaint(
                        182,
                        38,
                        34,
                        new float[] {0, 0.45f, 1},
                        new Color[] {
                            new Color(255, 252, 226),
                            new Color(255, 232, 140),
                            new Color(255, 232, 140, 0)
                        }));
        graphics.fill(new Ellipse2D.Double(148, 4, 68, 68));
        graphics.setColor(new Color(255, 255, 255, 150));
        for (int i = 0; i < 9; i++) {
            graphics.fill(new Ellipse2D.Double(84 + i * 7, 24 + random.nextInt(9), 20, 9));
        }
    }

    private void hills() {
        graphics.setColor(new Color(96, 116, 142));
        graphics.fill(
                polygon(0, 140, 0, 104, 46, 70, 82, 108, 120, 82, 168, 118, 224, 92, 224, 140));
        graphics.setColor(new Color(238, 242, 246));
        graphics.fill(polygon(46, 70, 36, 77, 43, 80, 48, 77, 55, 80));
        graphics.setColor(new Color(52, 92, 70));
        graphics.fill(polygon(0, 150, 0, 126, 60, 112, 130, 132, 190, 116, 224, 126, 224, 150));
    }

    private void meadow() {
        graphics.setPaint(
                new GradientPaint(0, 136, new Color(112, 160, 62), 0, 224, new Color(44, 96, 30)));
        graphics.fill(new Rectangle2D.Double(0, 138, UNITS, 86));
        graphics.setStroke(new BasicStroke(0.8f));
        for (int i = 0; i < 1500; i++) {
            double y = 142 + random.nextDouble() * 82;
            double x = random.nextDouble() * UNITS;
            int light = 70 + random.nextInt(110);
            graphics.setColor(new Color(light / 2, light, light / 4));
            double height = 1 + (y - 136) / 16;
            graphics.draw(new Line2D.Double(x, y, x + random.nextDouble(), y - height));
        }
        for (int i = 0; i < 70; i++) {
            graphics.setColor(Color.getHSBColor(random.nextFloat(), 0.85f, 0.95f));
            double y = 156 + random.nextDouble() * 66;
            graphics.fill(new Ellipse2D.Double(random.nextDouble() * UNITS, y, y / 70, y / 70));
        }
    }

    private void house() {
        graphics.setColor(new Color(226, 214, 190));
        graphics.fill(new Rectangle2D.Double(24, 118, 66, 52));
        graphics.setStroke(new BasicStroke(0.6f));
        for (int row = 0; row < 13; row++) {
            for (int brick = 0; brick < 9; brick++) {
                int tone = random.nextInt(36);
                graphics.setColor(new Color(168 + tone, 92 + tone, 70 + tone / 2));
                double x = 24 + brick * 8 - (row % 2) * 4;
                double left = Math.max(24, x);
                graphics.fill(
                        new Rectangle2D.Double(
                                left, 118 + row * 4, Math.min(90, x + 7.2) - left, 3.3));
            }
        }
        graphics.setColor(new Color(92, 40, 38));
        graphics.fill(polygon(16, 120, 57, 84, 98, 120));
        graphics.setColor(new Color(128, 62, 54));
        for (int i = 1; i < 9; i++) {
            graphics.draw(new Line2D.Double(57 - i * 4.6, 84 + i * 4, 57 + i * 4.6, 84 + i * 4));
        }
        for (int column = 0; column < 2; column++) {
            double x = 32 + column * 36;
            graphics.setColor(Color.WHITE);
            graphics.fill(new Rectangle2D.Double(x, 128, 15, 16));
            graphics.setColor(new Color(40, 62, 96));
            for (int pane = 0; pane < 4; pane++) {
                graphics.fill(
                        new Rectangle2D.Double(
                                x + 1.5 + pane % 2 * 6.5, 129.5 + pane / 2 * 7, 5.5, 6));
            }
        }
        graphics.setColor(new Color(30, 84, 78));
        graphics.fill(new Rectangle2D.Double(50, 146, 14, 24));
    }

    private void tree() {
        graphics.setColor(new Color(88, 60, 36));
        graphics.fill(polygon(156, 190, 160, 130, 168, 130, 173, 190));
        for (int i = 0; i < 900; i++) {
            double angle = random.nextDouble() * 2 * Math.PI;
            double reach = 34 * Math.sqrt(random.nextDouble());
            double x = 164 + reach * Math.cos(angle);
            double y = 112 + 0.9 * reach * Math.sin(angle);
            int light = (int) (60 + 60 * (164 - x + 34) / 68 + random.nextInt(50));
            graphics.setColor(new Color(light / 3, light, light / 5));
            graphics.fill(new Ellipse2D.Double(x - 2, y - 2, 4, 3));
        }
    }

    private void balloon() {
        Color[] colours = {
            new Color(214, 40, 40), new Color(250, 190, 40), new Color(40, 110, 190)
        };
        for (int stripe = 0; stripe < 6; stripe++) {
            graphics.setColor(colours[stripe % 3]);
            double width = 40 - stripe * 7;
            graphics.fill(new Ellipse2D.Double(114 - width / 2, 28, width, 46));
        }
        graphics.setColor(new Color(60, 44, 30));
        graphics.setStroke(new BasicStroke(0.7f));
        graphics.draw(new Line2D.Double(104, 70, 110, 86));
        graphics.draw(new Line2D.Double(124, 70, 118, 86));
        graphics.fill(new Rectangle2D.Double(109, 85, 10, 7));
    }

    private void fence() {
        graphics.setColor(new Color(244, 240, 228));
        for (int post = 0; post < 14; post++) {
            graphics.fill(new Rectangle2D.Double(98 + post * 9, 186, 4, 24));
        }
        graphics.fill(new Rectangle2D.Double(98, 191, 126, 2.5));
        graphics.fill(new Rectangle2D.Double(98, 202, 126, 2.5));
    }

    private static Polygon polygon(int... coordinates) {
        Polygon polygon = new Polygon();
        for (int i = 0; i < coordinates.length; i += 2) {
            polygon.addPoint(coordinates[i], coordinates[i + 1]);
        }
        return polygon;
    }
}
