package dev.midstream.metrics;

/** The beta function's logarithm, in strict arithmetic: the same figures on every machine. */
final class BetaFunction {
    private BetaFunction() {}

    /** Natural logarithm of B(a, b) for positive arguments. */
    static double log(double a, double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /**
     * Natural logarithm of the gamma function for positive arguments: recurrence up to 10, then
     * Stirling's series (Abramowitz and Stegun 6.1.41), to about 1e-14 relative.
     */
    static double logGamma(double x) {
        double shift = 0;
        double y = x;
        while (y < 10) {
            shift += StrictMath.log(y);
            y += 1;
        }
        double inverse = 1 / y;
        double square = inverse * inverse;
        double series =
                inverse
                        * (1.0 / 12
                                - square
                                        * (1.0 / 360
                                                - square
                                                        * (1.0 / 1260
                                                                - square
                                                                        * (1.0 / 1680
                                                                                - square / 1188))));
        return (y - 0.5) * StrictMath.log(y)
                - y
                + 0.5 * StrictMath.log(2 * Math.PI)
                + series
                - shift;
    }
}
