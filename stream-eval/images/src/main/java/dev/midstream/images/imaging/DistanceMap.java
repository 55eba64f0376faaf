package dev.midstream.images.imaging;

import java.util.Arrays;

/**
 * Distances to the nearest marked pixel, by chamfer steps in a 5x5 neighbourhood (Borgefors 1986,
 * "Distance transformations in digital images") with OpenCV's step lengths.
 */
public final class DistanceMap {

    private static final int BITS = 16;
    private static final int STRAIGHT = 1 << BITS;
    private static final int DIAGONAL = Math.round(1.4f * (1 << BITS));
    private static final int KNIGHT = Math.round(2.1969f * (1 << BITS));
    private static final int FAR = Integer.MAX_VALUE >> 2;

    private static final int FRAME = 2;

    private DistanceMap() {}

    /**
     * Returns the distance of every pixel of {@code [height, width]}, in pixels; some thousands if
     * nothing is marked.
     */
    public static float[] of(boolean[] marked, int height, int width) {
        int stride = width + 2 * FRAME;
        int[] steps = new int[(height + 2 * FRAME) * stride];
        Arrays.fill(steps, FAR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y + FRAME) * stride + x + FRAME;
                steps[at] = marked[y * width + x] ? 0 : shortest(steps, at, -stride, -1);
            }
        }
        float[] distances = new float[marked.length];
        for (int y = height - 1; y >= 0; y--) {
            for (int x = width - 1; x >= 0; x--) {
                int at = (y + FRAME) * stride + x + FRAME;
                steps[at] = Math.min(steps[at], shortest(steps, at, stride, 1));
                distances[y * width + x] = (float) steps[at] / (1 << BITS);
            }
        }
        return distances;
    }

    /** Returns the shortest distance via the neighbours on one side. */
    private static int shortest(int[] steps, int at, int row, int column) {
        int straight = Math.min(steps[at + row], steps[at + column]) + STRAIGHT;
        int diagonal = Math.min(steps[at + row - 1], steps[at + row + 1]) + DIAGONAL;
        int near = Math.min(steps[at + row - 2], steps[at + row + 2]);
        int far = Math.min(steps[at + 2 * row - 1], steps[at + 2 * row + 1]);
        int knight = Math.min(near, far) + KNIGHT;
        return Math.min(FAR, Math.min(straight, Math.min(diagonal, knight)));
    }
}
