package dev.midstream.images.corruption.blur;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Scalable;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.GaussianFilter;
import dev.midstream.images.imaging.Pixels;
import java.util.Arrays;
import java.util.List;

/** A Gaussian blur. */
public final class GaussianBlur implements Corruption {

    record Sigma(double pixels) implements Scalable<Sigma> {
        @Override
        public Sigma scaled(double factor) {
            return new Sigma(pixels * factor);
        }
    }

    static final Severities<Sigma> SIGMAS =
            Severities.scaling(
                    sigmas(0.4, 0.6, 0.7, 0.8, 1),
                    sigmas(0.5, 0.75, 1, 1.25, 1.5),
                    sigmas(1, 2, 3, 4, 6));

    private static final Severities<GaussianFilter> FILTERS =
            SIGMAS.map(sigma -> GaussianFilter.of(sigma.pixels()));

    public GaussianBlur() {}

    @Override
    public String name() {
        return "gaussian_blur";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        double[] blurred =
                FILTERS.of(image, severity)
                        .apply(
                                Pixels.units(image),
                                image.height(),
                                image.width(),
                                image.channels());
        return Pixels.like(image, Pixels.truncated(blurred));
    }

    private static List<Sigma> sigmas(double... pixels) {
        return Arrays.stream(pixels).mapToObj(Sigma::new).toList();
    }
}
