package dev.midstream.metrics.sequence;

/** The gamma function's logarithm, in strict arithmetic: the same figures on every machine. */
final class LogGamma {
    static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);

    private static final double MIN_OF_SERIES = 10;

    private LogGamma() {}

    /** Natural logarithm of the gamma function of {@code x > 0}, to about 1e-14 relative. */
    static double of(double x) {
        return (x - 0.5) * StrictMath.log(x) - x + 0.5 * LOG_TWO_PI + stirling(x);
    }

    /**
     * What Stirling's formula leaves out: {@code log Gamma(x) - (x - 1/2) log x + x - 1/2 log 2
     * pi}. From 10 by its series (DLMF 5.11.1), below by recurrence.
     */
    static double stirling(double x) {
        double shift = 0;
        double y = x;
        while (y < MIN_OF_SERIES) {
            shift += (y + 0.5) * StrictMath.log1p(1 / y) - 1;
            y += 1;
        }
        double inverse = 1 / y;
        double square = inverse * inverse;
        double tail = 1.0 / 1260 - square * (1.0 / 1680 - square / 1188);
        return shift + inverse * (1.0 / 12 - square * (1.0 / 360 - square * tail));
    }
}
