package dev.midstream.images.imaging;

/**
 * Edges of a grey picture: Canny 1986, "A computational approach to edge detection", with a 3x3
 * Sobel operator and sums of absolute gradients, as OpenCV computes it.
 */
public final class CannyEdges {

    private static final int WEAK_THRESHOLD = 50;
    private static final int STRONG_THRESHOLD = 150;

    private static final int ANGLE_BITS = 15;

    /** The tangent of 22.5 degrees. */
    private static final int NARROW = (int) (0.4142135623730951 * (1 << ANGLE_BITS) + 0.5);

    private static final byte WEAK = 1;
    private static final byte EDGE = 2;

    private final int height;
    private final int width;

    /** The length of a row in a frame of one pixel, where the gradient is 0. */
    private final int stride;

    private final int[] dx;
    private final int[] dy;
    private final int[] strength;
    private final byte[] marks;

    private CannyEdges(int height, int width) {
        this.height = height;
        this.width = width;
        stride = width + 2;
        int size = (height + 2) * stride;
        dx = new int[size];
        dy = new int[size];
        strength = new int[size];
        marks = new byte[size];
    }

    /** Returns which pixels of {@code [height, width]} are edges. */
    public static boolean[] of(byte[] grey, int height, int width) {
        CannyEdges edges = new CannyEdges(height, width);
        edges.differentiate(grey);
        edges.follow(edges.thin());
        boolean[] found = new boolean[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                found[y * width + x] = edges.marks[edges.at(y, x)] == EDGE;
            }
        }
        return found;
    }

    private int at(int y, int x) {
        return (y + 1) * stride + x + 1;
    }

    private void differentiate(byte[] grey) {
        for (int y = 0; y < height; y++) {
            int above = Math.max(y - 1, 0) * width;
            int row = y * width;
            int below = Math.min(y + 1, height - 1) * width;
            for (int x = 0; x < width; x++) {
                int left = Math.max(x - 1, 0);
                int right = Math.min(x + 1, width - 1);
                int topLeft = grey[above + left] & 0xff;
                int topRight = grey[above + right] & 0xff;
                int bottomLeft = grey[below + left] & 0xff;
                int bottomRight = grey[below + right] & 0xff;
                int across = 2 * ((grey[row + right] & 0xff) - (grey[row + left] & 0xff));
                int down = 2 * ((grey[below + x] & 0xff) - (grey[above + x] & 0xff));
                int at = at(y, x);
                dx[at] = across + topRight + bottomRight - topLeft - bottomLeft;
                dy[at] = down + bottomLeft + bottomRight - topLeft - topRight;
                strength[at] = Math.abs(dx[at]) + Math.abs(dy[at]);
            }
        }
    }

    /** Marks the local maxima of the gradient and returns the strong ones, terminated by 0. */
    private int[] thin() {
        int[] strong = new int[height * width + 1];
        int count = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = at(y, x);
                if (strength[at] > WEAK_THRESHOLD && isCrest(at)) {
                    marks[at] = WEAK;
                    if (strength[at] > STRONG_THRESHOLD) {
                        marks[at] = EDGE;
                        strong[count++] = at;
                    }
                }
            }
        }
        return strong;
    }

    private boolean isCrest(int at) {
        int across = Math.abs(dx[at]);
        long down = (long) Math.abs(dy[at]) << ANGLE_BITS;
        long narrow = (long) across * NARROW;
        long wide = narrow + ((long) across << (ANGLE_BITS + 1));
        if (down < narrow) {
            return strength[at] > strength[at - 1] && strength[at] >= strength[at + 1];
        }
        if (down > wide) {
            return strength[at] > strength[at - stride] && strength[at] >= strength[at + stride];
        }
        int side = (dx[at] ^ dy[at]) < 0 ? -1 : 1;
        return strength[at] > strength[at - stride - side]
                && strength[at] > strength[at + stride + side];
    }

    /** Turns weak maxima that touch an edge into edges. */
    private void follow(int[] edges) {
        int count = 0;
        while (edges[count] != 0) {
            count++;
        }
        while (count > 0) {
            int at = edges[--count];
            for (int row = at - stride; row <= at + stride; row += stride) {
                for (int neighbour = row - 1; neighbour <= row + 1; neighbour++) {
                    if (marks[neighbour] == WEAK) {
                        marks[neighbour] = EDGE;
                        edges[count++] = neighbour;
                    }
                }
            }
        }
    }
}
