package dev.midstream.images.decode;

/**
 * The luminance of a colour, {@code (19595 R + 38470 G + 7471 B) / 65536}: the weights of ITU-R
 * BT.601 in 16 bits, as Pillow has them. Samples are not linearised.
 */
public final class Luminance {

    private Luminance() {}

    /**
     * The luminance of every pixel.
     *
     * @param rgb {@code [pixels, 3]}
     * @return {@code [pixels]}
     */
    public static byte[] ofPixels(byte[] rgb) {
        byte[] grey = new byte[rgb.length / 3];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) of(rgb[3 * i] & 0xff, rgb[3 * i + 1] & 0xff, rgb[3 * i + 2] & 0xff);
        }
        return grey;
    }

    /**
     * Grey pixels in RGB.
     *
     * @param grey {@code [pixels]}
     * @return {@code [pixels, 3]}
     */
    public static byte[] shown(byte[] grey) {
        byte[] rgb = new byte[Math.multiplyExact(3, grey.length)];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = grey[i / 3];
        }
        return rgb;
    }

    /** Rounded to the nearest. */
    static int of(int red, int green, int blue) {
        return 19595 * red + 38470 * green + 7471 * blue + (1 << 15) >> 16;
    }
}
