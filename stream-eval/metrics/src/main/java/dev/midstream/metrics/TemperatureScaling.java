package dev.midstream.metrics;

/**
 * Temperature scaling: logits are divided by one number, the temperature, which is chosen so that
 * the negative log-likelihood of held-out images is smallest. Predicted classes stay what they are.
 *
 * <p>Source: Guo et al. 2017, "On Calibration of Modern Neural Networks", section 4.2.
 */
public final class TemperatureScaling {
    /** No temperature below is chosen: probabilities are 0 and 1 long before. */
    public static final double LOWEST = 0.01;

    /** The highest temperature, at which all probabilities are practically equal. */
    public static final double HIGHEST = 100;

    private static final int ITERATIONS = 200;
    private static final double TOLERANCE = 1e-10;

    private TemperatureScaling() {}

    /**
     * The temperature in [{@value #LOWEST}, {@value #HIGHEST}] that minimises the negative
     * log-likelihood.
     *
     * <p>As a function of the inverse temperature the negative log-likelihood is convex: its
     * derivative rises from one end of the interval to the other. Its root is found by Newton's
     * method, kept within a bracket by bisection.
     *
     * @param logits {@code [labels.length, classes]}, finite
     * @param labels class indexes
     * @throws IllegalArgumentException if there is no image, or the lengths do not fit
     */
    public static double fit(float[] logits, int classes, int[] labels) {
        if (labels.length == 0 || logits.length != (long) labels.length * classes) {
            throw new IllegalArgumentException(
                    "Cannot fit a temperature to %d logits of %d images and %d classes."
                            .formatted(logits.length, labels.length, classes));
        }
        double low = 1 / HIGHEST;
        double high = 1 / LOWEST;
        if (Slope.at(low, logits, classes, labels).first() >= 0) {
            return HIGHEST;
        }
        if (Slope.at(high, logits, classes, labels).first() <= 0) {
            return LOWEST;
        }
        double inverse = 1;
        for (int i = 0; i < ITERATIONS && high - low > TOLERANCE * low; i++) {
            Slope slope = Slope.at(inverse, logits, classes, labels);
            if (slope.first() > 0) {
                high = inverse;
            } else {
                low = inverse;
            }
            double newton = inverse - slope.first() / slope.second();
            // Also where the second derivative is 0 and the step is none.
            boolean inside = newton > low && newton < high;
            double next = inside ? newton : Math.sqrt(low * high);
            if (inside && Math.abs(next - inverse) <= TOLERANCE * inverse) {
                return 1 / next;
            }
            inverse = next;
        }
        return 1 / inverse;
    }

    /** Logits at a temperature. */
    public static float[] scale(float[] logits, double temperature) {
        float[] scaled = new float[logits.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (logits[i] / temperature);
        }
        return scaled;
    }

    /**
     * Derivatives of the mean negative log-likelihood by the inverse temperature: the mean logit
     * under the probabilities minus that of the label, and the variance of the logit.
     */
    private record Slope(double first, double second) {
        static Slope at(double inverse, float[] logits, int classes, int[] labels) {
            double first = 0;
            double second = 0;
            for (int image = 0; image < labels.length; image++) {
                int offset = image * classes;
                float largest = Float.NEGATIVE_INFINITY;
                for (int i = 0; i < classes; i++) {
                    largest = Math.max(largest, logits[offset + i]);
                }
                double total = 0;
                double mean = 0;
                double square = 0;
                for (int i = 0; i < classes; i++) {
                    // Relative to the largest: no overflow, and no cancellation in the variance.
                    double relative = (double) logits[offset + i] - largest;
                    double weight = StrictMath.exp(inverse * relative);
                    total += weight;
                    mean += weight * relative;
                    square += weight * relative * relative;
                }
                mean /= total;
                first += mean - ((double) logits[offset + labels[image]] - largest);
                second += Math.max(0, square / total - mean * mean);
            }
            return new Slope(first / labels.length, second / labels.length);
        }
    }
}
