package dev.midstream.images.corruption.digital;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.BoxResize;
import java.util.List;

/** A reduced image, enlarged again without smoothing. */
public final class Pixelate implements Corruption {

    /** The factors of height and width. */
    static final Severities<Double> SCALES =
            Severities.of(
                    List.of(0.95, 0.9, 0.85, 0.75, 0.65),
                    List.of(0.9, 0.8, 0.7, 0.6, 0.5),
                    List.of(0.6, 0.5, 0.4, 0.3, 0.25));

    public Pixelate() {}

    @Override
    public String name() {
        return "pixelate";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        double scale = SCALES.of(image, severity);
        int height = reduced(image.height(), scale);
        int width = reduced(image.width(), scale);
        return resized(resized(image, height, width), image.height(), image.width());
    }

    static int reduced(int side, double scale) {
        return Math.max(1, (int) (side * scale));
    }

    private static Image resized(Image image, int height, int width) {
        int channels = image.channels();
        byte[] narrowed =
                new BoxResize(image.width(), width)
                        .apply(image.pixels(), image.height(), image.width(), channels);
        byte[] lowered =
                new BoxResize(image.height(), height)
                        .apply(narrowed, 1, image.height(), width * channels);
        return new Image(height, width, channels, lowered);
    }
}
