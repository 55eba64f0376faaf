package dev.midstream.trainer.landscape;

import dev.midstream.trainer.picture.Drawing;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;

/**
 * A figure over the plane of three endpoints, drawn as if all were equally far apart: an
 * equilateral triangle, as in figure 2 of Wortsman et al. 2021. Every place is a hexagon in the
 * colour of its value, which is written into it where there is room. Rings mark the endpoints and
 * the midpoint.
 *
 * @param title of the drawing, with its unit
 * @param decimals pattern of the values in the legend
 * @param places where it was measured, of one grid
 * @param values at the places
 * @param step between places, in mixing weights
 */
record TriangleMap(
        String title, String decimals, List<GridPoint> places, List<Double> values, double step)
        implements Drawing {
    private static final int HEIGHT = 580;
    private static final int TOP = 60;
    private static final int SIDE = 450;
    private static final int CENTRE = 265;
    private static final int GAP = 16;
    private static final int MARK = 12;
    private static final String SHORT = "0.0#";
    private static final double RATIO = Math.sqrt(3) / 2;
    private static final double ROOM = 26;
    private static final double BRIGHT = 140;

    TriangleMap {
        places = List.copyOf(places);
        values = List.copyOf(values);
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public void paint(Graphics2D graphics) {
        double margin = margin();
        ColourScale colours = ColourScale.of(values);
        Labels.centred(graphics, Labels.HEADING, Color.BLACK, title, CENTRE, GAP + 8.0);
        for (int i = 0; i < places.size(); i++) {
            cell(graphics, at(places.get(i).mixing(), margin), colours.of(values.get(i)));
        }
        outline(graphics, margin);
        if (scale(margin) * step >= ROOM) {
            values(graphics, margin, colours);
        }
        new ColourLegend(colours, decimals).paint(graphics);
    }

    /** How far below 0 mixing weights go. */
    private double margin() {
        return -places.stream().mapToDouble(place -> place.mixing().get(0)).min().orElse(0);
    }

    /** Pixels of a mixing weight of 1. */
    private double scale(double margin) {
        return SIDE / (1 + 3 * margin + 2 * step);
    }

    private Point2D at(List<Double> mixing, double margin) {
        return at(mixing.get(1), mixing.get(2), margin);
    }

    private Point2D at(double second, double third, double margin) {
        double scale = scale(margin);
        double bottom = TOP + RATIO * SIDE + GAP;
        return new Point2D.Double(
                CENTRE + scale * (second + third / 2 - 0.5),
                bottom - scale * RATIO * (third + margin + step / 2));
    }

    private void cell(Graphics2D graphics, Point2D centre, Color colour) {
        double width = scale(margin()) * step;
        Path2D hexagon = new Path2D.Double();
        for (int i = 0; i < 6; i++) {
            double angle = Math.PI * (2 * i + 1) / 6;
            double x = centre.getX() + width / Math.sqrt(3) * Math.cos(angle);
            double y = centre.getY() + width / Math.sqrt(3) * Math.sin(angle);
            if (i == 0) {
                hexagon.moveTo(x, y);
            } else {
                hexagon.lineTo(x, y);
            }
        }
        hexagon.closePath();
        graphics.setColor(colour);
        graphics.fill(hexagon);
        // Without seams between cells.
        graphics.setStroke(new BasicStroke(0.5f));
        graphics.draw(hexagon);
    }

    private void values(Graphics2D graphics, double margin, ColourScale colours) {
        for (int i = 0; i < places.size(); i++) {
            Point2D place = at(places.get(i).mixing(), margin);
            double value = values.get(i);
            Color ink = colours.of(value).getGreen() > BRIGHT ? Color.BLACK : Color.WHITE;
            Labels.centred(
                    graphics,
                    Labels.VALUE,
                    ink,
                    Labels.number(SHORT, value),
                    place.getX(),
                    place.getY());
        }
    }

    private void outline(Graphics2D graphics, double margin) {
        Point2D[] corners = {at(0, 0, margin), at(1, 0, margin), at(0, 1, margin)};
        graphics.setStroke(new BasicStroke(1));
        graphics.setColor(Color.WHITE);
        for (int i = 0; i < corners.length; i++) {
            graphics.draw(new Line2D.Double(corners[i], corners[(i + 1) % corners.length]));
        }
        double beyond = scale(margin) * (margin + step) + GAP;
        double[][] directions = {{-RATIO, 0.5}, {RATIO, 0.5}, {0, -1}};
        for (int i = 0; i < corners.length; i++) {
            mark(graphics, corners[i]);
            Labels.centred(
                    graphics,
                    Labels.CORNER,
                    Color.BLACK,
                    "endpoint-" + i,
                    corners[i].getX() + 1.6 * scale(margin) * margin * directions[i][0],
                    corners[i].getY() + beyond * directions[i][1] * (i == 2 ? 1.3 : 2));
        }
        mark(graphics, at(1.0 / 3, 1.0 / 3, margin));
        ticks(graphics, margin, beyond);
    }

    /** Mixing weights along the sides: each side has those of the endpoint that it leads to. */
    private void ticks(Graphics2D graphics, double margin, double beyond) {
        for (int i = 1; i < 5; i++) {
            double weight = i / 5.0;
            String label = "0." + 2 * i;
            Point2D bottom = at(weight, 0, margin);
            Labels.centred(
                    graphics,
                    Labels.LABEL,
                    Color.BLACK,
                    label,
                    bottom.getX(),
                    bottom.getY() + beyond);
            Point2D right = at(1 - weight, weight, margin);
            Labels.centred(
                    graphics,
                    Labels.LABEL,
                    Color.BLACK,
                    label,
                    right.getX() + beyond * RATIO,
                    right.getY() - beyond / 2);
            Point2D left = at(0, 1 - weight, margin);
            Labels.centred(
                    graphics,
                    Labels.LABEL,
                    Color.BLACK,
                    label,
                    left.getX() - beyond * RATIO,
                    left.getY() - beyond / 2);
        }
        Labels.centred(
                graphics,
                Labels.LABEL,
                Color.BLACK,
                "mixing weights: of endpoint-1 below, of endpoint-2 on the right, of endpoint-0 on"
                        + " the left",
                CENTRE,
                HEIGHT - GAP);
    }

    private static void mark(Graphics2D graphics, Point2D place) {
        Shape ring =
                new Ellipse2D.Double(place.getX() - MARK, place.getY() - MARK, 2 * MARK, 2 * MARK);
        graphics.setColor(Color.BLACK);
        graphics.setStroke(new BasicStroke(3.5f));
        graphics.draw(ring);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.draw(ring);
    }
}
