package dev.midstream.images.corruption.digital;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Pixels;
import java.util.List;

/** Lower contrast: values are pulled towards the mean of their channel, as in fog or poor light. */
public final class Contrast implements Corruption {

    static final Severities<Double> FACTORS =
            Severities.of(
                    List.of(0.75, 0.5, 0.4, 0.3, 0.15),
                    List.of(0.4, 0.3, 0.2, 0.1, 0.05),
                    List.of(0.4, 0.3, 0.2, 0.1, 0.05));

    public Contrast() {}

    @Override
    public String name() {
        return "contrast";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        double factor = FACTORS.of(image, severity);
        byte[] pixels = image.pixels();
        int channels = image.channels();
        byte[] flat = new byte[pixels.length];
        for (int channel = 0; channel < channels; channel++) {
            double mean = mean(pixels, channel, channels);
            for (int i = channel; i < pixels.length; i += channels) {
                flat[i] = Pixels.truncate((Pixels.unit(pixels[i]) - mean) * factor + mean);
            }
        }
        return Pixels.like(image, flat);
    }

    private static double mean(byte[] pixels, int channel, int channels) {
        double sum = 0;
        for (int i = channel; i < pixels.length; i += channels) {
            sum += Pixels.unit(pixels[i]);
        }
        int count = pixels.length / channels;
        return sum / count;
    }
}
