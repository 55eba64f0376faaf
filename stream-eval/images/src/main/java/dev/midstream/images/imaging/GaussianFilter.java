package dev.midstream.images.imaging;

/** A separable Gaussian blur in double precision, as SciPy computes it. */
public final class GaussianFilter {

    private static final double EXTENT = 4;

    /** The taps from the centre outwards; the other side is symmetric. */
    private final double[] taps;

    private final Border border;

    private GaussianFilter(double[] taps, Border border) {
        this.taps = taps;
        this.border = border;
    }

    /** Returns a blur that is truncated at 4 sigma and repeats the edge pixels. */
    public static GaussianFilter of(double sigma) {
        return of(sigma, EXTENT, Border.EDGE);
    }

    /**
     * Returns a blur.
     *
     * @param sigma in pixels; below {@code 0.5 / extent} the blur is the identity
     * @param extent where the kernel is truncated, in sigmas
     */
    public static GaussianFilter of(double sigma, double extent, Border border) {
        int radius = (int) (extent * sigma + 0.5);
        double[] taps = new double[radius + 1];
        for (int i = 1; i <= radius; i++) {
            taps[i] = StrictMath.exp(-0.5 / (sigma * sigma) * (i * i));
        }
        taps[0] = 1;
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += taps[Math.abs(i)];
        }
        for (int i = 0; i <= radius; i++) {
            taps[i] /= sum;
        }
        return new GaussianFilter(taps, border);
    }

    /** Blurs {@code [height, width, channels]}; the result may be the argument itself. */
    public double[] apply(double[] values, int height, int width, int channels) {
        if (taps.length == 1) {
            return values;
        }
        return acrossColumns(acrossRows(values, height, width * channels), width, channels);
    }

    /** Blurs with each pass rounded to single precision, as SciPy blurs single-precision images. */
    public double[] applySingle(double[] values, int height, int width, int channels) {
        if (taps.length == 1) {
            return values;
        }
        double[] first = rounded(acrossRows(values, height, width * channels));
        return rounded(acrossColumns(first, width, channels));
    }

    private static double[] rounded(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) values[i];
        }
        return values;
    }

    private double[] acrossRows(double[] values, int height, int stride) {
        double[] blurred = new double[values.length];
        for (int y = 0; y < height; y++) {
            int target = y * stride;
            scale(values, target, blurred, target, stride);
            // From the outermost taps inwards, which is SciPy's order.
            for (int i = taps.length - 1; i > 0; i--) {
                int above = border.index(y - i, height) * stride;
                int below = border.index(y + i, height) * stride;
                accumulate(values, above, below, taps[i], blurred, target, stride);
            }
        }
        return blurred;
    }

    private double[] acrossColumns(double[] values, int width, int channels) {
        int radius = taps.length - 1;
        int stride = width * channels;
        double[] blurred = new double[values.length];
        double[] padded = new double[stride + 2 * radius * channels];
        int[] sources = new int[width + 2 * radius];
        for (int x = 0; x < sources.length; x++) {
            sources[x] = border.index(x - radius, width) * channels;
        }
        for (int row = 0; row < values.length; row += stride) {
            int next = 0;
            for (int source : sources) {
                for (int channel = 0; channel < channels; channel++) {
                    padded[next++] = values[row + source + channel];
                }
            }
            int centre = radius * channels;
            scale(padded, centre, blurred, row, stride);
            for (int i = radius; i > 0; i--) {
                int reach = i * channels;
                accumulate(padded, centre - reach, centre + reach, taps[i], blurred, row, stride);
            }
        }
        return blurred;
    }

    private void scale(double[] values, int source, double[] sums, int target, int count) {
        for (int i = 0; i < count; i++) {
            sums[target + i] = values[source + i] * taps[0];
        }
    }

    private static void accumulate(
            double[] values,
            int before,
            int after,
            double weight,
            double[] sums,
            int target,
            int count) {
        for (int i = 0; i < count; i++) {
            sums[target + i] += (values[before + i] + values[after + i]) * weight;
        }
    }
}
