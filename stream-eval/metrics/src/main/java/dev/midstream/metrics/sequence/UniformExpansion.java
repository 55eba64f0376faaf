package dev.midstream.metrics.sequence;

/**
 * The sum in Temme's uniform asymptotic expansion of the incomplete gamma functions (DLMF 8.12.7):
 * {@code sum over k of c_k(eta) a^-k}, where {@code eta^2 / 2 = z/a - 1 - log(z/a)}. The power
 * series of the {@code c_k} follow from the recurrence of DLMF 8.12.12.
 */
final class UniformExpansion {
    private static final int POWERS = 28;

    /**
     * Coefficients of {@code 1/a^k} in the gamma function over Stirling's formula (DLMF 5.11.4).
     */
    private static final double[] STIRLING = {
        1,
        1.0 / 12,
        1.0 / 288,
        -139.0 / 51_840,
        -571.0 / 2_488_320,
        163_879.0 / 209_018_880,
        5_246_819.0 / 75_246_796_800.0
    };

    private static final double[][] COEFFICIENTS = coefficients();

    private UniformExpansion() {}

    /**
     * The sum, to about 1e-13.
     *
     * @param a at least 20
     * @param eta in [0, 1]
     */
    static double at(double a, double eta) {
        double sum = 0;
        for (int k = COEFFICIENTS.length - 1; k >= 0; k--) {
            double[] powers = COEFFICIENTS[k];
            double c = 0;
            for (int n = POWERS - 1; n >= 0; n--) {
                c = c * eta + powers[n];
            }
            sum = sum / a + c;
        }
        return sum;
    }

    private static double[][] coefficients() {
        int orders = STIRLING.length;
        int length = POWERS + 2 * orders;
        double[] alpha = inverse(length + 2);
        double[][] c = new double[orders][length];
        c[0][0] = -1.0 / 3;
        for (int n = 1; n < length; n++) {
            c[0][n] = (n + 2) * alpha[n + 2];
        }
        for (int k = 1; k < orders; k++) {
            double sign = k % 2 == 0 ? 1 : -1;
            for (int n = 0; n < length - 2 * k; n++) {
                c[k][n] = sign * STIRLING[k] * c[0][n] + (n + 2) * c[k - 1][n + 2];
            }
        }
        return c;
    }

    /** The series of {@code z/a - 1} in powers of {@code eta} (DLMF 8.12.13). */
    private static double[] inverse(int length) {
        double[] alpha = new double[length];
        alpha[1] = 1;
        for (int n = 2; n < length; n++) {
            double sum = alpha[n - 1];
            for (int j = 2; j < n; j++) {
                sum -= j * alpha[j] * alpha[n - j + 1];
            }
            alpha[n] = sum / (n + 1);
        }
        return alpha;
    }
}
