package dev.midstream.images.reference;

import dev.midstream.images.Image;

/** The statistics of corrupted images that the reference data gives, on the scale 0 to 255. */
public final class ImageStatistics {

    private static final int WINDOW = 7;
    private static final int RADIUS = WINDOW / 2;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;

    private ImageStatistics() {}

    public static int value(Image image, int index) {
        return image.pixels()[index] & 0xff;
    }

    public static double meanAbsoluteError(Image clean, Image corrupted) {
        double sum = 0;
        for (int i = 0; i < clean.pixels().length; i++) {
            sum += Math.abs(value(corrupted, i) - value(clean, i));
        }
        return sum / clean.pixels().length;
    }

    public static double channelMean(Image image, int channel) {
        double sum = 0;
        for (int i = channel; i < image.pixels().length; i += 3) {
            sum += value(image, i);
        }
        return sum * 3 / image.pixels().length;
    }

    /**
     * Structural similarity (Wang et al. 2004) with a uniform 7x7 window and sample covariances,
     * over all pixels at least 3 from the border and all channels.
     */
    public static double structuralSimilarity(Image a, Image b) {
        double sum = 0;
        int count = 0;
        for (int channel = 0; channel < 3; channel++) {
            for (int y = RADIUS; y < a.height() - RADIUS; y++) {
                for (int x = RADIUS; x < a.width() - RADIUS; x++) {
                    sum += similarity(a, b, y, x, channel);
                    count++;
                }
            }
        }
        return sum / count;
    }

    private static double similarity(Image a, Image b, int y, int x, int channel) {
        double sumA = 0;
        double sumB = 0;
        double sumAa = 0;
        double sumBb = 0;
        double sumAb = 0;
        for (int dy = -RADIUS; dy <= RADIUS; dy++) {
            for (int dx = -RADIUS; dx <= RADIUS; dx++) {
                int at = ((y + dy) * a.width() + x + dx) * 3 + channel;
                double va = value(a, at);
                double vb = value(b, at);
                sumA += va;
                sumB += vb;
                sumAa += va * va;
                sumBb += vb * vb;
                sumAb += va * vb;
            }
        }
        double n = WINDOW * WINDOW;
        double meanA = sumA / n;
        double meanB = sumB / n;
        double varianceA = (sumAa - n * meanA * meanA) / (n - 1);
        double varianceB = (sumBb - n * meanB * meanB) / (n - 1);
        double covariance = (sumAb - n * meanA * meanB) / (n - 1);
        return (2 * meanA * meanB + C1)
                * (2 * covariance + C2)
                / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
    }
}
