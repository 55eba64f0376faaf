package dev.midstream.images.imaging;

/**
 * One axis of Pillow's resize with the BOX filter: every position becomes the mean of the source
 * positions in its box, each of which counts fully or not at all, rounded to a byte.
 */
public final class BoxResize {

    private static final int FRACTION_BITS = 22;

    private final int[] first;
    private final int[] count;

    public BoxResize(int source, int target) {
        double ratio = (double) source / target;
        double width = Math.max(ratio, 1);
        first = new int[target];
        count = new int[target];
        for (int i = 0; i < target; i++) {
            double centre = (i + 0.5) * ratio;
            int low = Math.max(0, (int) (centre - width / 2 + 0.5));
            int high = Math.min(source, (int) (centre + width / 2 + 0.5));
            while (low < high - 1 && !inBox(low, centre, width)) {
                low++;
            }
            while (high > low + 1 && !inBox(high - 1, centre, width)) {
                high--;
            }
            first[i] = low;
            count[i] = high - low;
        }
    }

    private static boolean inBox(int position, double centre, double width) {
        double distance = (position - centre + 0.5) * (1 / width);
        return distance > -0.5 && distance <= 0.5;
    }

    /**
     * Resizes the middle axis of {@code [outer, source, inner]}.
     *
     * @param inner values that stay together: the channels of a pixel, or a row
     */
    public byte[] apply(byte[] values, int outer, int source, int inner) {
        int target = first.length;
        byte[] resized = new byte[outer * target * inner];
        int next = 0;
        for (int block = 0; block < outer; block++) {
            for (int i = 0; i < target; i++) {
                int at = (block * source + first[i]) * inner;
                int weight = (int) (0.5 + (1.0 / count[i]) * (1 << FRACTION_BITS));
                for (int k = 0; k < inner; k++) {
                    int sum = 1 << (FRACTION_BITS - 1);
                    for (int j = 0; j < count[i]; j++) {
                        sum += (values[at + j * inner + k] & 0xff) * weight;
                    }
                    resized[next++] = Pixels.clipped(sum >> FRACTION_BITS);
                }
            }
        }
        return resized;
    }
}
