package dev.midstream.images.corruption.weather;

import dev.midstream.images.corruption.Draws;

/**
 * A cloud texture: the diamond-square fractal (Fournier, Fussell and Carpenter 1982, "Computer
 * rendering of stochastic models") on a torus, stretched to [0, 1].
 */
final class PlasmaMap {

    private static final double AMPLITUDE = 100;

    private final int size;
    private final double[] values;

    private PlasmaMap(int size) {
        this.size = size;
        values = new double[size * size];
    }

    /**
     * Draws a map {@code [size, size]}.
     *
     * @param size a power of two
     * @param decay divisor of the amplitude from one scale to the next; the random term is
     *     proportional to the square of the amplitude, as in the reference
     */
    static double[] draw(int size, double decay, Draws draws) {
        PlasmaMap map = new PlasmaMap(size);
        double amplitude = AMPLITUDE;
        for (int step = size; step >= 2; step /= 2) {
            map.fillSquares(step, amplitude, draws);
            map.fillDiamonds(step, 0, step / 2, amplitude, draws);
            map.fillDiamonds(step, step / 2, 0, amplitude, draws);
            amplitude /= decay;
        }
        map.stretch();
        return map.values;
    }

    private void fillSquares(int step, double amplitude, Draws draws) {
        int half = step / 2;
        for (int y = 0; y < size; y += step) {
            for (int x = 0; x < size; x += step) {
                double sum =
                        at(y, x) + at(y + step, x) + (at(y, x + step) + at(y + step, x + step));
                set(y + half, x + half, sum, amplitude, draws);
            }
        }
    }

    /** Fills the points at an offset from the grid with the means of their four neighbours. */
    private void fillDiamonds(int step, int down, int across, double amplitude, Draws draws) {
        int half = step / 2;
        for (int y = down; y < size; y += step) {
            for (int x = across; x < size; x += step) {
                double vertical = at(y - half, x) + at(y + half, x);
                double horizontal = at(y, x - half) + at(y, x + half);
                set(y, x, vertical + horizontal, amplitude, draws);
            }
        }
    }

    private double at(int y, int x) {
        return values[(y & (size - 1)) * size + (x & (size - 1))];
    }

    private void set(int y, int x, double sumOfFour, double amplitude, Draws draws) {
        double random = amplitude * draws.uniform(-amplitude, amplitude);
        values[y * size + x] = sumOfFour / 4 + random;
    }

    private void stretch() {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        double range = largest - smallest;
        for (int i = 0; i < values.length; i++) {
            // A map of a single point has no range.
            values[i] = range == 0 ? 0 : (values[i] - smallest) / range;
        }
    }
}
