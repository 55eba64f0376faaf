package dev.midstream.images.imaging;

/** Bilinear interpolation between four values. */
public final class Bilinear {
    private Bilinear() {}

    /**
     * Interpolates between {@code values} at four indices.
     *
     * @param across distance from the left to the right indices, from 0 to 1
     * @param down distance from the top to the bottom indices, from 0 to 1
     */
    public static double interpolate(
            float[] values,
            int topLeft,
            int topRight,
            int bottomLeft,
            int bottomRight,
            double across,
            double down) {
        return values[topLeft] * ((1 - down) * (1 - across))
                + values[topRight] * ((1 - down) * across)
                + values[bottomLeft] * (down * (1 - across))
                + values[bottomRight] * (down * across);
    }
}
