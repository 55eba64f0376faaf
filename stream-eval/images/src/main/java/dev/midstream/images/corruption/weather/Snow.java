package dev.midstream.images.corruption.weather;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Scalable;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.LineBlur;
import dev.midstream.images.imaging.Pixels;
import dev.midstream.images.imaging.Plane;
import java.util.List;

/**
 * Falling snow: thresholded normal noise, enlarged to flakes, smeared downwards, and added to a
 * whitened image together with a copy turned by 180 degrees.
 */
public final class Snow implements Corruption {

    record Flakes(
            double mean,
            double deviation,
            double zoom,
            double threshold,
            int radius,
            double sigma,
            double blend)
            implements Scalable<Flakes> {

        /** Keeps the zoom, because a factor below 1 would not enlarge. */
        @Override
        public Flakes scaled(double factor) {
            return new Flakes(
                    mean,
                    deviation,
                    zoom,
                    threshold,
                    Scalable.pixels(radius, factor),
                    sigma * factor,
                    blend);
        }
    }

    static final Severities<Flakes> FLAKES =
            Severities.scaling(
                    List.of(
                            new Flakes(0.1, 0.2, 1, 0.6, 8, 3, 0.95),
                            new Flakes(0.1, 0.2, 1, 0.5, 10, 4, 0.9),
                            new Flakes(0.15, 0.3, 1.75, 0.55, 10, 4, 0.9),
                            new Flakes(0.25, 0.3, 2.25, 0.6, 12, 6, 0.85),
                            new Flakes(0.3, 0.3, 1.25, 0.65, 14, 12, 0.8)),
                    List.of(
                            new Flakes(0.1, 0.2, 1, 0.6, 8, 3, 0.8),
                            new Flakes(0.1, 0.2, 1, 0.5, 10, 4, 0.8),
                            new Flakes(0.15, 0.3, 1.75, 0.55, 10, 4, 0.7),
                            new Flakes(0.25, 0.3, 2.25, 0.6, 12, 6, 0.65),
                            new Flakes(0.3, 0.3, 1.25, 0.65, 14, 12, 0.6)),
                    List.of(
                            new Flakes(0.1, 0.3, 3, 0.5, 10, 4, 0.8),
                            new Flakes(0.2, 0.3, 2, 0.5, 12, 4, 0.7),
                            new Flakes(0.55, 0.3, 4, 0.9, 12, 8, 0.7),
                            new Flakes(0.55, 0.3, 4.5, 0.85, 12, 8, 0.65),
                            new Flakes(0.55, 0.3, 2.5, 0.85, 12, 12, 0.55)));

    private static final double MIN_ANGLE = -135;
    private static final double MAX_ANGLE = -45;

    public Snow() {}

    @Override
    public String name() {
        return "snow";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        Flakes flakes = FLAKES.of(image, severity);
        int height = image.height();
        int width = image.width();
        double[] noise = draws.normals(height * width, flakes.mean, flakes.deviation);
        Plane layer = new Plane(height, width, noise);
        byte[] flakesAtRest = thresholded(layer.zoomed(flakes.zoom), flakes.threshold);
        double angle = draws.uniform(MIN_ANGLE, MAX_ANGLE);
        Image falling =
                new LineBlur(flakes.radius, flakes.sigma, angle)
                        .apply(new Image(height, width, 1, flakesAtRest));
        return Pixels.like(image, blended(image.pixels(), falling.pixels(), (float) flakes.blend));
    }

    private static byte[] thresholded(Plane layer, double threshold) {
        double[] values = layer.values();
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = values[i] < threshold ? 0 : Pixels.truncate(values[i]);
        }
        return bytes;
    }

    /** Whitens the image in single precision, as the reference does, and adds the snow. */
    private static byte[] blended(byte[] pixels, byte[] snow, float blend) {
        byte[] result = new byte[pixels.length];
        for (int i = 0; i < snow.length; i++) {
            int at = i * Pixels.CHANNELS;
            float red = (float) Pixels.unit(pixels[at]);
            float green = (float) Pixels.unit(pixels[at + 1]);
            float blue = (float) Pixels.unit(pixels[at + 2]);
            float white = (0.299f * red + 0.587f * green + 0.114f * blue) * 1.5f + 0.5f;
            double flakes = Pixels.unit(snow[i]);
            double turned = Pixels.unit(snow[snow.length - 1 - i]);
            result[at] = Pixels.truncate(whitened(red, white, blend) + flakes + turned);
            result[at + 1] = Pixels.truncate(whitened(green, white, blend) + flakes + turned);
            result[at + 2] = Pixels.truncate(whitened(blue, white, blend) + flakes + turned);
        }
        return result;
    }

    private static double whitened(float value, float white, float blend) {
        return blend * value + (1 - blend) * Math.max(value, white);
    }
}
