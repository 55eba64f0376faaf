package dev.midstream.images.corruption;

import dev.midstream.images.Image;

/**
 * A two-dimensional correlation kernel, held as the list of its taps that are not zero: a disk of
 * radius 1.5 in the reference's 17x17 grid has 25.
 */
final class Kernel {

    private static final int SMALL_RADIUS = 8;

    private final int[] dy;
    private final int[] dx;
    private final double[] weights;
    private final int reach;

    private Kernel(float[][] grid) {
        int taps = 0;
        for (float[] row : grid) {
            for (float weight : row) {
                taps += weight == 0 ? 0 : 1;
            }
        }
        dy = new int[taps];
        dx = new int[taps];
        weights = new double[taps];
        int centre = grid.length / 2;
        int furthest = 0;
        int tap = 0;
        for (int y = 0; y < grid.length; y++) {
            for (int x = 0; x < grid.length; x++) {
                if (grid[y][x] != 0) {
                    dy[tap] = y - centre;
                    dx[tap] = x - centre;
                    weights[tap++] = grid[y][x];
                    furthest =
                            Math.max(
                                    furthest, Math.max(Math.abs(y - centre), Math.abs(x - centre)));
                }
            }
        }
        reach = furthest;
    }

    /**
     * Returns a disk of weight 1, smoothed by a gaussian of 3x3 taps (5x5 for radii above 8), in
     * the single precision of the reference: truncating the result to bytes makes the last bit
     * count.
     */
    static Kernel disk(double radius, double aliasBlur) {
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
        return new Kernel(transposed(smoothedRows(transposed(smoothedRows(grid, taps)), taps)));
    }

    /** Correlates every channel; beyond the border the image is mirrored about its edge pixel. */
    byte[] correlate(Image image) {
        int height = image.height();
        int width = image.width();
        int channels = image.channels();
        int stride = (width + 2 * reach) * channels;
        double[] padded = padded(image, stride);
        int[] offsets = new int[weights.length];
        for (int tap = 0; tap < offsets.length; tap++) {
            offsets[tap] = (dy[tap] + reach) * stride + (dx[tap] + reach) * channels;
        }
        byte[] blurred = new byte[height * width * channels];
        int target = 0;
        for (int y = 0; y < height; y++) {
            int row = y * stride;
            for (int x = 0; x < width * channels; x++) {
                double sum = 0;
                for (int tap = 0; tap < offsets.length; tap++) {
                    sum += weights[tap] * padded[row + x + offsets[tap]];
                }
                blurred[target++] = Pixels.truncate(sum);
            }
        }
        return blurred;
    }

    private double[] padded(Image image, int stride) {
        int channels = image.channels();
        byte[] pixels = image.pixels();
        double[] padded = new double[(image.height() + 2 * reach) * stride];
        int target = 0;
        for (int y = -reach; y < image.height() + reach; y++) {
            int row = mirrored(y, image.height()) * image.width();
            for (int x = -reach; x < image.width() + reach; x++) {
                int source = (row + mirrored(x, image.width())) * channels;
                for (int channel = 0; channel < channels; channel++) {
                    padded[target++] = Pixels.unit(pixels[source + channel]);
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
                    sum += taps[i + half] * grid[y][mirrored(x + i, grid.length)];
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

    /** Index -1 is 1, index size is size - 2, and so on, however small the image. */
    private static int mirrored(int index, int size) {
        if (size == 1) {
            return 0;
        }
        int period = 2 * (size - 1);
        int folded = Math.floorMod(index, period);
        return folded < size ? folded : period - folded;
    }
}
