package dev.midstream.images.imaging;

/**
 * The discrete cosine transform of blocks of 8x8 integers and its inverse, bit for bit as the
 * Independent JPEG Group's accurate integer method rounds them: Loeffler, Ligtenberg and Moschytz
 * 1989, "Practical fast 1-D DCT algorithms with 11 multiplications", in 13-bit fixed point.
 */
final class CosineTransform {

    static final int SIDE = 8;
    static final int BLOCK = SIDE * SIDE;

    /** The factor of the forward coefficients. */
    static final int GAIN = 8;

    private static final int BITS = 13;

    /** The number of fraction bits kept between the two passes. */
    private static final int KEPT = 2;

    private static final int HALF_TURN = fixed(0.541196100);
    private static final int EVEN_LOW = fixed(0.765366865);
    private static final int EVEN_HIGH = fixed(1.847759065);
    private static final int ODD_ALL = fixed(1.175875602);
    private static final int ODD_0 = fixed(0.298631336);
    private static final int ODD_1 = fixed(2.053119869);
    private static final int ODD_2 = fixed(3.072711026);
    private static final int ODD_3 = fixed(1.501321110);
    private static final int PAIR_03 = fixed(0.899976223);
    private static final int PAIR_12 = fixed(2.562915447);
    private static final int PAIR_02 = fixed(1.961570560);
    private static final int PAIR_13 = fixed(0.390180644);

    private CosineTransform() {}

    private static int fixed(double constant) {
        return (int) (constant * (1 << BITS) + 0.5);
    }

    /** Transforms samples around 0 in place, to coefficients times {@link #GAIN}. */
    static void forward(int[] block) {
        for (int row = 0; row < BLOCK; row += SIDE) {
            forward(block, row, 1, BITS - KEPT);
        }
        for (int column = 0; column < SIDE; column++) {
            forward(block, column, SIDE, BITS + KEPT);
        }
    }

    /** Transforms coefficients in place, to samples around 0 that may exceed the range of bytes. */
    static void inverse(int[] block) {
        for (int column = 0; column < SIDE; column++) {
            inverse(block, column, SIDE, BITS - KEPT);
        }
        for (int row = 0; row < BLOCK; row += SIDE) {
            inverse(block, row, 1, BITS + KEPT + 3);
        }
    }

    private static void forward(int[] block, int at, int step, int shift) {
        int sum0 = block[at] + block[at + 7 * step];
        int sum1 = block[at + step] + block[at + 6 * step];
        int sum2 = block[at + 2 * step] + block[at + 5 * step];
        int sum3 = block[at + 3 * step] + block[at + 4 * step];
        int odd3 = block[at] - block[at + 7 * step];
        int odd2 = block[at + step] - block[at + 6 * step];
        int odd1 = block[at + 2 * step] - block[at + 5 * step];
        int odd0 = block[at + 3 * step] - block[at + 4 * step];

        int outer = sum0 + sum3;
        int inner = sum1 + sum2;
        int outerDifference = sum0 - sum3;
        int innerDifference = sum1 - sum2;
        int turned = (outerDifference + innerDifference) * HALF_TURN;
        block[at] = rounded((outer + inner) << BITS, shift);
        block[at + 4 * step] = rounded((outer - inner) << BITS, shift);
        block[at + 2 * step] = rounded(turned + outerDifference * EVEN_LOW, shift);
        block[at + 6 * step] = rounded(turned - innerDifference * EVEN_HIGH, shift);

        int all = (odd0 + odd1 + odd2 + odd3) * ODD_ALL;
        int pair03 = -(odd0 + odd3) * PAIR_03;
        int pair12 = -(odd1 + odd2) * PAIR_12;
        int pair02 = all - (odd0 + odd2) * PAIR_02;
        int pair13 = all - (odd1 + odd3) * PAIR_13;
        block[at + 7 * step] = rounded(odd0 * ODD_0 + pair03 + pair02, shift);
        block[at + 5 * step] = rounded(odd1 * ODD_1 + pair12 + pair13, shift);
        block[at + 3 * step] = rounded(odd2 * ODD_2 + pair12 + pair02, shift);
        block[at + step] = rounded(odd3 * ODD_3 + pair03 + pair13, shift);
    }

    private static void inverse(int[] block, int at, int step, int shift) {
        int low = block[at + 2 * step];
        int high = block[at + 6 * step];
        int turned = (low + high) * HALF_TURN;
        int evenLow = turned + low * EVEN_LOW;
        int evenHigh = turned - high * EVEN_HIGH;
        int sum = (block[at] + block[at + 4 * step]) << BITS;
        int difference = (block[at] - block[at + 4 * step]) << BITS;

        int odd0 = block[at + 7 * step];
        int odd1 = block[at + 5 * step];
        int odd2 = block[at + 3 * step];
        int odd3 = block[at + step];
        int all = (odd0 + odd1 + odd2 + odd3) * ODD_ALL;
        int pair03 = -(odd0 + odd3) * PAIR_03;
        int pair12 = -(odd1 + odd2) * PAIR_12;
        int pair02 = all - (odd0 + odd2) * PAIR_02;
        int pair13 = all - (odd1 + odd3) * PAIR_13;
        int side0 = odd3 * ODD_3 + pair03 + pair13;
        int side1 = odd2 * ODD_2 + pair12 + pair02;
        int side2 = odd1 * ODD_1 + pair12 + pair13;
        int side3 = odd0 * ODD_0 + pair03 + pair02;

        block[at] = rounded(sum + evenLow + side0, shift);
        block[at + 7 * step] = rounded(sum + evenLow - side0, shift);
        block[at + step] = rounded(difference + evenHigh + side1, shift);
        block[at + 6 * step] = rounded(difference + evenHigh - side1, shift);
        block[at + 2 * step] = rounded(difference - evenHigh + side2, shift);
        block[at + 5 * step] = rounded(difference - evenHigh - side2, shift);
        block[at + 3 * step] = rounded(sum - evenLow + side3, shift);
        block[at + 4 * step] = rounded(sum - evenLow - side3, shift);
    }

    private static int rounded(int value, int shift) {
        return (value + (1 << (shift - 1))) >> shift;
    }
}
