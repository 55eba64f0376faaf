package dev.midstream.images.corruption.weather;

import dev.midstream.images.imaging.Border;
import dev.midstream.images.imaging.CannyEdges;
import dev.midstream.images.imaging.DistanceMap;

/**
 * The shading of water drops on a lens: bright rims at the edges of the liquid and a relief within,
 * computed from the distances to the edges.
 */
final class WaterDrops {

    private static final float MAX_DISTANCE = 20;
    private static final int LEVELS = 256;
    private static final int[] RELIEF = {-2, -1, 0, -1, 1, 1, 0, 1, 2};

    private WaterDrops() {}

    /** Returns the shading, 0 to 255, of {@code [height, width]} amounts of liquid. */
    static int[] shading(byte[] liquid, int height, int width) {
        float[] distances = DistanceMap.of(CannyEdges.of(liquid, height, width), height, width);
        int[] shading = smoothedDistances(distances, height, width);
        equalize(shading);
        return smoothed(relief(shading, height, width), height, width);
    }

    private static int[] smoothedDistances(float[] distances, int height, int width) {
        int[] smoothed = new int[distances.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    int row = Border.MIRROR.index(y + dy, height) * width;
                    for (int dx = -1; dx <= 1; dx++) {
                        int column = Border.MIRROR.index(x + dx, width);
                        sum += Math.min(distances[row + column], MAX_DISTANCE);
                    }
                }
                smoothed[y * width + x] = (int) (float) (sum * (1.0 / 9));
            }
        }
        return smoothed;
    }

    /** Equalises the histogram: each value becomes proportional to the share of values below it. */
    private static void equalize(int[] values) {
        int[] histogram = new int[LEVELS];
        for (int value : values) {
            histogram[value]++;
        }
        int lowest = 0;
        while (histogram[lowest] == 0) {
            lowest++;
        }
        if (histogram[lowest] == values.length) {
            return;
        }
        float scale = (LEVELS - 1f) / (values.length - histogram[lowest]);
        int[] levels = new int[LEVELS];
        int below = 0;
        for (int level = lowest + 1; level < LEVELS; level++) {
            below += histogram[level];
            levels[level] = (int) Math.rint(below * scale);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = levels[values[i]];
        }
    }

    private static int[] relief(int[] values, int height, int width) {
        int[] relief = new int[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sum = 0;
                int tap = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    int row = Border.MIRROR.index(y + dy, height) * width;
                    for (int dx = -1; dx <= 1; dx++) {
                        sum += RELIEF[tap++] * values[row + Border.MIRROR.index(x + dx, width)];
                    }
                }
                relief[y * width + x] = Math.max(0, Math.min(LEVELS - 1, sum));
            }
        }
        return relief;
    }

    private static int[] smoothed(int[] values, int height, int width) {
        int[] smoothed = new int[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    int row = Border.MIRROR.index(y + dy, height) * width;
                    for (int dx = -1; dx <= 1; dx++) {
                        sum += values[row + Border.MIRROR.index(x + dx, width)];
                    }
                }
                smoothed[y * width + x] = (2 * sum + 9) / 18;
            }
        }
        return smoothed;
    }
}
