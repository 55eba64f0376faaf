package dev.midstream.images.corruption.blur;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Scalable;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.GaussianFilter;
import dev.midstream.images.imaging.Pixels;
import java.util.List;

/**
 * A view through frosted glass: random displacement of pixels between two Gaussian blurs.
 *
 * <p>The reference intends to swap pixels but copies them, so the source pixel keeps its value.
 * This class does the same.
 */
public final class GlassBlur implements Corruption {

    /**
     * A pane of glass.
     *
     * @param sigma of both blurs, in pixels
     * @param reach the maximum displacement, in pixels
     * @param passes the number of displacements of every pixel
     */
    record Pane(double sigma, int reach, int passes) implements Scalable<Pane> {
        @Override
        public Pane scaled(double factor) {
            return new Pane(sigma * factor, Scalable.pixels(reach, factor), passes);
        }
    }

    static final Severities<Pane> PANES =
            Severities.scaling(
                    List.of(
                            new Pane(0.05, 1, 1),
                            new Pane(0.25, 1, 1),
                            new Pane(0.4, 1, 1),
                            new Pane(0.25, 1, 2),
                            new Pane(0.4, 1, 2)),
                    List.of(
                            new Pane(0.1, 1, 1),
                            new Pane(0.5, 1, 1),
                            new Pane(0.6, 1, 2),
                            new Pane(0.7, 2, 1),
                            new Pane(0.9, 2, 2)),
                    List.of(
                            new Pane(0.7, 1, 2),
                            new Pane(0.9, 2, 1),
                            new Pane(1, 2, 3),
                            new Pane(1.1, 3, 2),
                            new Pane(1.5, 4, 2)));

    public GlassBlur() {}

    @Override
    public String name() {
        return "glass_blur";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        Pane pane = PANES.of(image, severity);
        GaussianFilter filter = GaussianFilter.of(pane.sigma);
        Image displaced = blurred(image, filter);
        for (int pass = 0; pass < pane.passes; pass++) {
            displace(displaced, pane.reach, draws);
        }
        return blurred(displaced, filter);
    }

    private static Image blurred(Image image, GaussianFilter filter) {
        double[] values =
                filter.apply(Pixels.units(image), image.height(), image.width(), image.channels());
        return Pixels.like(image, Pixels.truncated(values));
    }

    /**
     * Proceeds upwards and to the left, so pixels below and to the right have already been
     * displaced.
     */
    private static void displace(Image image, int reach, Draws draws) {
        byte[] pixels = image.pixels();
        int channels = image.channels();
        for (int y = image.height() - reach; y > reach; y--) {
            for (int x = image.width() - reach; x > reach; x--) {
                int dx = draws.integer(-reach, reach);
                int dy = draws.integer(-reach, reach);
                int target = (y * image.width() + x) * channels;
                int source = ((y + dy) * image.width() + x + dx) * channels;
                for (int channel = 0; channel < channels; channel++) {
                    pixels[target + channel] = pixels[source + channel];
                }
            }
        }
    }
}
