package dev.midstream.images.decode;

/**
 * The luminance of a colour, {@code (19595 R + 38470 G + 7471 B) / 65536}: the weights of ITU-R
 * BT.601 in 16 bits, as Pillow has them. Samples are not linearised.
 */
final class Luminance {

    private Luminance() {}

    /** Rounded to the nearest. */
    static int of(int red, int green, int blue) {
        return 19595 * red + 38470 * green + 7471 * blue + (1 << 15) >> 16;
    }
}
