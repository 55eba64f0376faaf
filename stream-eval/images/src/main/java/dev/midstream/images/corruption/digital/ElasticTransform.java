package dev.midstream.images.corruption.digital;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Scalable;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Affine;
import dev.midstream.images.imaging.Bilinear;
import dev.midstream.images.imaging.Border;
import dev.midstream.images.imaging.GaussianFilter;
import dev.midstream.images.imaging.Pixels;
import java.util.List;

/**
 * A stretched image: a random affine warp, then a displacement of every pixel by smooth random
 * fields (Simard, Steinkraus and Platt 2003, "Best practices for convolutional neural networks").
 */
public final class ElasticTransform implements Corruption {

    /**
     * The parameters, in pixels.
     *
     * @param alpha the factor of the smoothed fields
     * @param sigma of the Gaussian that smooths the fields
     * @param jitter the maximum displacement of each coordinate of the warp's three points
     */
    record Stretch(double alpha, double sigma, double jitter) implements Scalable<Stretch> {
        @Override
        public Stretch scaled(double factor) {
            return new Stretch(alpha * factor, sigma * factor, jitter * factor);
        }
    }

    static final Severities<Stretch> STRETCHES =
            Severities.scaling(
                    List.of(
                            new Stretch(0, 0, 2.56),
                            new Stretch(1.6, 6.4, 2.24),
                            new Stretch(2.56, 1.92, 1.92),
                            new Stretch(3.2, 1.28, 1.6),
                            new Stretch(3.2, 0.96, 0.96)),
                    List.of(
                            new Stretch(0, 0, 5.12),
                            new Stretch(3.2, 19.2, 3.84),
                            new Stretch(6.4, 5.12, 3.84),
                            new Stretch(6.4, 1.92, 1.92),
                            new Stretch(10.24, 1.92, 1.28)),
                    // The reference also uses multiples of 244 rather than 224.
                    List.of(
                            new Stretch(488, 244 * 0.7, 244 * 0.1),
                            new Stretch(488, 244 * 0.08, 244 * 0.2),
                            new Stretch(244 * 0.05, 244 * 0.01, 244 * 0.02),
                            new Stretch(244 * 0.07, 244 * 0.01, 244 * 0.02),
                            new Stretch(244 * 0.12, 244 * 0.01, 244 * 0.02)));

    private static final double EXTENT = 3;

    private static final Severities<GaussianFilter> FILTERS =
            STRETCHES.map(stretch -> GaussianFilter.of(stretch.sigma, EXTENT, Border.SYMMETRIC));

    public ElasticTransform() {}

    @Override
    public String name() {
        return "elastic_transform";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        Stretch stretch = STRETCHES.of(image, severity);
        GaussianFilter filter = FILTERS.of(image, severity);
        float[] warped =
                affine(image, stretch.jitter, draws)
                        .warp(
                                Pixels.singleUnits(image),
                                image.height(),
                                image.width(),
                                Pixels.CHANNELS);
        float[] dx = field(image, stretch.alpha, filter, draws);
        float[] dy = field(image, stretch.alpha, filter, draws);
        return Pixels.like(image, displaced(warped, image.height(), image.width(), dx, dy));
    }

    private static Affine affine(Image image, double jitter, Draws draws) {
        int x = image.width() / 2;
        int y = image.height() / 2;
        int reach = Math.min(image.height(), image.width()) / 3;
        float[] from = {x + reach, y + reach, x + reach, y - reach, x - reach, y - reach};
        float[] to = new float[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i] + (float) draws.uniform(-jitter, jitter);
        }
        return Affine.moving(from, to);
    }

    private static float[] field(Image image, double alpha, GaussianFilter filter, Draws draws) {
        double[] raw = new double[image.height() * image.width()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = draws.uniform(-1, 1);
        }
        double[] smooth = filter.apply(raw, image.height(), image.width(), 1);
        float[] field = new float[smooth.length];
        for (int i = 0; i < field.length; i++) {
            field[i] = (float) (smooth[i] * alpha);
        }
        return field;
    }

    /** Interpolates bilinearly with exact fractions; the image is mirrored beyond its edge. */
    private static byte[] displaced(float[] values, int height, int width, float[] dx, float[] dy) {
        byte[] displaced = new byte[values.length];
        int stride = width * Pixels.CHANNELS;
        int target = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sourceX = x + (double) dx[y * width + x];
                double sourceY = y + (double) dy[y * width + x];
                int column = (int) Math.floor(sourceX);
                int row = (int) Math.floor(sourceY);
                double across = sourceX - column;
                double down = sourceY - row;
                int left = Border.SYMMETRIC.index(column, width) * Pixels.CHANNELS;
                int right = Border.SYMMETRIC.index(column + 1, width) * Pixels.CHANNELS;
                int top = Border.SYMMETRIC.index(row, height) * stride;
                int bottom = Border.SYMMETRIC.index(row + 1, height) * stride;
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
                    displaced[target++] = Pixels.truncateSingle((float) mixed);
                }
            }
        }
        return displaced;
    }
}
