package dev.midstream.trainer.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriangleMapTest {
    /** Pixels between two endpoints of a grid with half a weight between places. */
    private static final double SIDE = 225;

    private static BufferedImage paint(TriangleMap map) {
        BufferedImage image =
                new BufferedImage(FigureChart.WIDTH, map.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        map.paint(graphics);
        graphics.dispose();
        return image;
    }

    @Test
    void paint_threeEndpoints_areTheCornersOfAnEquilateralTriangle() {
        List<GridPoint> places = GridPoint.onPlane(0.5, 0);
        // Low everywhere but at endpoint-2, and in between at endpoint-1.
        List<Double> values =
                places.stream()
                        .map(place -> 2 * place.mixing().get(2) + place.mixing().get(1))
                        .map(value -> value < 1 ? 0 : value)
                        .toList();
        ColourScale colours = ColourScale.of(values);

        BufferedImage image = paint(new TriangleMap("title", "0.0", places, values, 0.5));

        double left = 265 - SIDE / 2;
        double bottom = 417;
        // Beside the corners, where neither lines nor letters are.
        assertThat(at(image, left - 40, bottom)).isEqualTo(colours.of(0));
        assertThat(at(image, left + SIDE + 40, bottom)).isEqualTo(colours.of(1));
        assertThat(at(image, left + SIDE / 2, bottom - SIDE * Math.sqrt(3) / 2 - 30))
                .isEqualTo(colours.of(2));
        assertThat(at(image, left - 70, bottom)).isEqualTo(Color.BLACK);
    }

    private static Color at(BufferedImage image, double x, double y) {
        return new Color(image.getRGB((int) Math.round(x), (int) Math.round(y)));
    }

    @Test
    void of_values_fromDarkToLight() {
        ColourScale colours = ColourScale.of(List.of(3.0, 1.0, 2.0));

        assertThat(colours.value(0.5)).isEqualTo(2);
        assertThat(colours.of(1)).isEqualTo(new Color(0x440154));
        assertThat(colours.of(3)).isEqualTo(new Color(0xfde725));
        // Three quarters of the way from the first colour to the second of four.
        assertThat(colours.of(1.5)).isEqualTo(new Color(54, 78, 128));
    }

    @Test
    void of_oneValue_hasAColour() {
        assertThat(ColourScale.of(List.of(2.0)).of(2)).isEqualTo(new Color(0x440154));
    }
}
