package dev.midstream.images.imaging;

/** One component of an image, {@code [height, width]} of samples from 0 to 255. */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record SamplePlane(int height, int width, int[] samples) {

    private static final int MIDDLE = 128;

    SamplePlane(int height, int width) {
        this(height, width, new int[height * width]);
    }

    /**
     * Halves both sides by averaging groups of four, alternately rounding halves down and up. The
     * last column and row of an odd-sized plane are repeated. The width of the result is a multiple
     * of the block size, filled by repeating the last column.
     */
    SamplePlane halved() {
        int columns = (width + 1) / 2;
        int blocks = (columns + CosineTransform.SIDE - 1) / CosineTransform.SIDE;
        SamplePlane half = new SamplePlane((height + 1) / 2, blocks * CosineTransform.SIDE);
        for (int y = 0; y < half.height; y++) {
            int top = 2 * y * width;
            int bottom = Math.min(2 * y + 1, height - 1) * width;
            for (int x = 0; x < half.width; x++) {
                int left = Math.min(2 * x, width - 1);
                int right = Math.min(2 * x + 1, width - 1);
                int sum =
                        samples[top + left]
                                + samples[top + right]
                                + samples[bottom + left]
                                + samples[bottom + right];
                half.samples[y * half.width + x] = (sum + 1 + (x & 1)) >> 2;
            }
        }
        return half;
    }

    /**
     * Compresses and decompresses every block of 8x8; edges are repeated to fill the last blocks.
     */
    void roundTrip(QuantizationTable table) {
        int[] block = new int[CosineTransform.BLOCK];
        for (int top = 0; top < height; top += CosineTransform.SIDE) {
            for (int left = 0; left < width; left += CosineTransform.SIDE) {
                read(top, left, block);
                table.roundTrip(block);
                write(top, left, block);
            }
        }
    }

    private void read(int top, int left, int[] block) {
        int next = 0;
        for (int y = top; y < top + CosineTransform.SIDE; y++) {
            int row = Math.min(y, height - 1) * width;
            for (int x = left; x < left + CosineTransform.SIDE; x++) {
                block[next++] = samples[row + Math.min(x, width - 1)] - MIDDLE;
            }
        }
    }

    private void write(int top, int left, int[] block) {
        int bottom = Math.min(top + CosineTransform.SIDE, height);
        int right = Math.min(left + CosineTransform.SIDE, width);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int value = block[(y - top) * CosineTransform.SIDE + x - left] + MIDDLE;
                samples[y * width + x] = Math.max(0, Math.min(255, value));
            }
        }
    }

    /**
     * Doubles both sides of a halved plane: every sample is a weighted mean of the four nearest,
     * with weights 9, 3, 3 and 1. Planes of at most two columns are doubled without interpolation,
     * as in the Independent JPEG Group's decoder.
     *
     * @param fullHeight rows before the plane was halved
     * @param fullWidth columns before the plane was halved
     */
    SamplePlane doubled(int fullHeight, int fullWidth) {
        SamplePlane full = new SamplePlane(fullHeight, fullWidth);
        int used = (fullWidth + 1) / 2;
        boolean mixing = used > 2;
        int[] sums = new int[used];
        for (int y = 0; y < fullHeight; y++) {
            int near = y / 2;
            int far = mixing ? Border.EDGE.index(near + 2 * (y & 1) - 1, height) : near;
            for (int x = 0; x < used; x++) {
                sums[x] = 3 * samples[near * width + x] + samples[far * width + x];
            }
            for (int x = 0; x < fullWidth; x++) {
                int odd = x & 1;
                int nearest = x / 2;
                int next = mixing ? Border.EDGE.index(nearest + 2 * odd - 1, used) : nearest;
                full.samples[y * fullWidth + x] = (3 * sums[nearest] + sums[next] + 8 - odd) >> 4;
            }
        }
        return full;
    }
}
