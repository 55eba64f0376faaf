package dev.midstream.images.corruption.blur;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Bilinear;
import dev.midstream.images.imaging.Pixels;
import dev.midstream.images.imaging.ZoomAxis;
import java.util.List;

/**
 * The blur of a lens that is zoomed during the exposure: the mean of increasingly enlarged images.
 */
public final class ZoomBlur implements Corruption {

    /** Zoom factors 1, 1 + step, and so on. */
    record Steps(double step, int count) {

        double factor(int index) {
            // The reference's arithmetic: the last bit determines how 32.5 pixels are rounded.
            double difference = 1 + step - 1;
            return 1 + index * difference;
        }
    }

    private static final List<Steps> SMALL =
            List.of(
                    new Steps(0.01, 7),
                    new Steps(0.01, 12),
                    new Steps(0.01, 16),
                    new Steps(0.01, 21),
                    new Steps(0.01, 26));

    static final Severities<Steps> STEPS =
            Severities.of(
                    SMALL,
                    SMALL,
                    List.of(
                            new Steps(0.01, 12),
                            new Steps(0.01, 16),
                            new Steps(0.02, 11),
                            new Steps(0.02, 13),
                            new Steps(0.03, 11)));

    public ZoomBlur() {}

    @Override
    public String name() {
        return "zoom_blur";
    }

    /** The image itself counts twice. */
    @Override
    public Image apply(Image image, int severity, Draws draws) {
        Steps steps = STEPS.of(image, severity);
        float[] values = Pixels.singleUnits(image);
        float[] sums = values.clone();
        for (int i = 1; i < steps.count; i++) {
            addZoomed(values, image, steps.factor(i), sums);
        }
        byte[] blurred = new byte[values.length];
        for (int i = 0; i < blurred.length; i++) {
            blurred[i] = Pixels.truncateSingle((values[i] + sums[i]) / (steps.count + 1));
        }
        return Pixels.like(image, blurred);
    }

    private static void addZoomed(float[] values, Image image, double factor, float[] sums) {
        int stride = image.width() * Pixels.CHANNELS;
        ZoomAxis rows = ZoomAxis.of(image.height(), factor);
        ZoomAxis columns = ZoomAxis.of(image.width(), factor);
        int target = 0;
        for (int y = 0; y < image.height(); y++) {
            int top = rows.lower()[y] * stride;
            int bottom = rows.upper()[y] * stride;
            double down = rows.fraction()[y];
            for (int x = 0; x < image.width(); x++) {
                int left = columns.lower()[x] * Pixels.CHANNELS;
                int right = columns.upper()[x] * Pixels.CHANNELS;
                double across = columns.fraction()[x];
                for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
                    double mixed =
                            Bilinear.interpolate(
                                    values,
                                    top + left + channel,
                                    top + right + channel,
                                    bottom + left + channel,
                                    bottom + right + channel,
                                    across,
                                    down);
                    sums[target++] += (float) mixed;
                }
            }
        }
    }
}
