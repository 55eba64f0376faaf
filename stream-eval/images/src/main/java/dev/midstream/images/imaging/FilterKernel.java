package dev.midstream.images.imaging;

import java.util.Arrays;

/**
 * A two-dimensional correlation kernel, stored as the list of its non-zero taps: a disk of radius
 * 1.5 in the reference's 17x17 grid has 25.
 */
public final class FilterKernel {

    private static final int SMALL_RADIUS = 8;

    private final int[] dy;
    private final int[] dx;
    private final double[] weights;
    private final int above;
    private final int below;
    private final int left;
    private final int right;

    /**
     * Makes a kernel of taps at offsets from the pixel. The arrays are not copied.
     *
     * @param dy rows, positive downwards
     * @param dx columns, positive to the right
     */
    FilterKernel(int[] dy, int[] dx, double[] weights) {
        this.dy = dy;
        this.dx = dx;
        this.weights = weights;
        above = Math.max(0, -Arrays.stream(dy).min().orElse(0));
        below = Math.max(0, Arrays.stream(dy).max().orElse(0));
        left = Math.max(0, -Arrays.stream(dx).min().orElse(0));
        right = Math.max(0, Arrays.stream(dx).max().orElse(0));
    }

    private static FilterKernel of(float[][] grid) {
        int taps = 0;
        for (float[] row : grid) {
            for (float weight : row) {
                taps += weight == 0 ? 0 : 1;
            }
        }
        int[] dy = new int[taps];
        int[] dx = new int[taps];
        double[] weights = new double[taps];
        int centre = grid.length / 2;
        int tap = 0;
        for (int y = 0; y < grid.length; y++) {
            for (int x = 0; x < grid.length; x++) {
                if (grid[y][x] != 0) {
                    dy[tap] = y - centre;
                    dx[tap] = x - centre;
                    weights[tap++] = grid[y][x];
                }
            }
        }
        return new FilterKernel(dy, dx, weights);
    }

    /**
     * Returns a normalised disk, smoothed by a Gaussian of 3x3 taps (5x5 for radii above 8), in
     * single precision as in the reference: the last bit matters because results are truncated to
     * bytes.
     */
    public static FilterKernel disk(double radius, double aliasBlur) {
        int half = radius <= SMALL_RADIUS ? SMALL_RADIUS : (int) radius;
        float[][] grid = new float[2 * half + 1][2 * half + 1];
        float count = 0;
        for (int y = -half; y <= half; y++) {
            for (int x = -half; x <= half; x++) {
                if (x * x + y * y <= radius * radius) {
                    grid[y + half][x + half] = 1;
                    count++;
                }
            }
        }
        for (float[] row : grid) {
            for (int x = 0; x < row.length; x++) {
                row[x] /= count;
            }
        }
        float[] taps = gaussian(radius <= SMALL_RADIUS ? 1 : 2, aliasBlur);
        return of(transposed(smoothedRows(transposed(smoothedRows(grid, taps)), taps)));
    }

    /** Correlates every channel of {@code [height, width, channels]}. */
    public double[] correlate(double[] values, int height, int width, int channels, Border border) {
        int stride = (left + width + right) * channels;
        double[] padded = padded(values, height, width, channels, border);
        int[] offsets = new int[weights.length];
        for (int tap = 0; tap < offsets.length; tap++) {
            offsets[tap] = (dy[tap] + above) * stride + (dx[tap] + left) * channels;
        }
        double[] sums = new double[values.length];
        int row = width * channels;
        for (int y = 0; y < height; y++) {
            for (int tap = 0; tap < offsets.length; tap++) {
                accumulate(padded, y * stride + offsets[tap], weights[tap], sums, y * row, row);
            }
        }
        return sums;
    }

    /** A separate loop, which the JIT compiler vectorises. */
    private static void accumulate(
            double[] values, int source, double weight, double[] sums, int target, int count) {
        for (int i = 0; i < count; i++) {
            sums[target + i] += weight * values[source + i];
        }
    }

    private double[] padded(double[] values, int height, int width, int channels, Border border) {
        int[] columns = new int[left + width + right];
        for (int x = 0; x < columns.length; x++) {
            columns[x] = border.index(x - left, width) * channels;
        }
        double[] padded = new double[(above + height + below) * columns.length * channels];
        int target = 0;
        for (int y = -above; y < height + below; y++) {
            int row = border.index(y, height) * width * channels;
            for (int column : columns) {
                for (int channel = 0; channel < channels; channel++) {
                    padded[target++] = values[row + column + channel];
                }
            }
        }
        return padded;
    }

    private static float[] gaussian(int half, double sigma) {
        double[] exact = new double[2 * half + 1];
        double sum = 0;
        for (int i = -half; i <= half; i++) {
            exact[i + half] = StrictMath.exp(-i * i / (2 * sigma * sigma));
            sum += exact[i + half];
        }
        float[] taps = new float[exact.length];
        for (int i = 0; i < taps.length; i++) {
            taps[i] = (float) (exact[i] / sum);
        }
        return taps;
    }

    private static float[][] smoothedRows(float[][] grid, float[] taps) {
        int half = taps.length / 2;
        float[][] smoothed = new float[grid.length][grid.length];
        for (int y = 0; y < grid.length; y++) {
            for (int x = 0; x < grid.length; x++) {
                float sum = 0;
                for (int i = -half; i <= half; i++) {
                    sum += taps[i + half] * grid[y][Border.MIRROR.index(x + i, grid.length)];
                }
                smoothed[y][x] = sum;
            }
        }
        return smoothed;
    }

    private static float[][] transposed(float[][] grid) {
        float[][] transposed = new float[grid.length][grid.length];
        for (int y = 0; y < grid.length; y++) {
            for (int x = 0; x < grid.length; x++) {
                transposed[x][y] = grid[y][x];
            }
        }
        return transposed;
    }
}
