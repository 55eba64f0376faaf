package dev.midstream.metrics.sequence;

/**
 * The integral behind a gamma mixture, {@code I(a, s) = integral over u from 0 to 1 of u^(a-1)
 * exp((a+s)(1-u)) du}, which is {@code Gamma(a) P(a, a+s) (a+s)^-a exp(a+s)} with the regularised
 * lower incomplete gamma function {@code P}.
 *
 * <p>With {@code phi = s - a log(1 + s/a)} and Stirling's formula the large terms cancel before
 * they are computed: {@code I = c e^phi P} with {@code c = sqrt(2 pi / a) e^r(a)}, {@code r} being
 * what Stirling's formula leaves out. So the logarithm is exact to about 1e-13 for {@code a} up to
 * 1e9.
 */
final class GammaIntegral {
    /** From here the uniform expansion is exact to double precision where it is used. */
    private static final double MIN_OF_EXPANSION = 20;

    private static final double SERIES_PRECISION = 1e-16;
    private static final double FRACTION_PRECISION = 1e-13;

    private GammaIntegral() {}

    /**
     * {@code log I(a, s)}.
     *
     * @param a positive
     * @param s not negative
     */
    static double log(double a, double s) {
        double phi = Math.max(0, s - a * StrictMath.log1p(s / a));
        double eta = Math.sqrt(2 * phi / a);
        double z = a + s;
        if ((a < MIN_OF_EXPANSION || eta >= 1) && s < 1) {
            return StrictMath.log(series(a, z) / a);
        }
        double logFactor = 0.5 * (LogGamma.LOG_TWO_PI - StrictMath.log(a)) + LogGamma.stirling(a);
        double upper;
        if (a < MIN_OF_EXPANSION || eta >= 1) {
            upper = StrictMath.exp(-logFactor) * fraction(a, z);
        } else {
            upper =
                    0.5 * scaledComplementaryError(phi)
                            + UniformExpansion.at(a, eta) / Math.sqrt(2 * Math.PI * a);
        }
        return logFactor + phi + StrictMath.log1p(-StrictMath.exp(-phi) * upper);
    }

    /** {@code exp(x) erfc(sqrt(x))} for {@code x >= 0}; erfc(sqrt(x)) is Q(1/2, x). */
    static double scaledComplementaryError(double x) {
        return x < 1.5
                ? StrictMath.exp(x) - 2 * Math.sqrt(x / Math.PI) * series(0.5, x)
                : Math.sqrt(x / Math.PI) * fraction(0.5, x);
    }

    /** {@code a z^-a e^z} times the lower incomplete gamma function (DLMF 8.7.1). */
    private static double series(double a, double z) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > SERIES_PRECISION * sum; k++) {
            term *= z / (a + k);
            sum += term;
        }
        return sum;
    }

    /**
     * {@code z^-a e^z} times the upper incomplete gamma function, by its continued fraction (DLMF
     * 8.9.2), evaluated as Lentz does. For {@code z >= a + 1}.
     */
    private static double fraction(double a, double z) {
        double b = z + 1 - a;
        double numerator = 1e300;
        double denominator = 1 / b;
        double value = denominator;
        double factor = 0;
        for (int i = 1; Math.abs(factor - 1) > FRACTION_PRECISION; i++) {
            double coefficient = -i * (i - a);
            b += 2;
            denominator = 1 / (coefficient * denominator + b);
            numerator = b + coefficient / numerator;
            factor = numerator * denominator;
            value *= factor;
        }
        return value;
    }
}
