package dev.midstream.images.decode.jpeg;

/**
 * JFIF's YCbCr as R, G and B, in the fixed-point arithmetic of libjpeg (jdcolor.c), to the bit:
 *
 * <pre>
 * R = Y + 1.40200 Cr
 * G = Y - 0.34414 Cb - 0.71414 Cr
 * B = Y + 1.77200 Cb
 * </pre>
 */
final class YccConversion {

    private static final int BITS = 16;
    private static final int HALF = 1 << BITS - 1;
    private static final int CENTRE = 128;
    private static final int RED_OF_CR = fixed(1.40200);
    private static final int GREEN_OF_CR = fixed(0.71414);
    private static final int GREEN_OF_CB = fixed(0.34414);
    private static final int BLUE_OF_CB = fixed(1.77200);

    private YccConversion() {}

    static int red(int luma, int cr) {
        return clipped(luma + (RED_OF_CR * (cr - CENTRE) + HALF >> BITS));
    }

    static int green(int luma, int cb, int cr) {
        int chroma = -GREEN_OF_CB * (cb - CENTRE) - GREEN_OF_CR * (cr - CENTRE);
        return clipped(luma + (chroma + HALF >> BITS));
    }

    static int blue(int luma, int cb) {
        return clipped(luma + (BLUE_OF_CB * (cb - CENTRE) + HALF >> BITS));
    }

    private static int clipped(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static int fixed(double value) {
        return (int) (value * (1 << BITS) + 0.5);
    }
}
