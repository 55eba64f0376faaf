package dev.midstream.images.imaging;

import dev.midstream.images.Image;

/** Conversions between bytes and the scale [0, 1] that the reference computes on. */
public final class Pixels {

    public static final int CHANNELS = 3;

    private Pixels() {}

    public static double unit(byte pixel) {
        return (pixel & 0xff) / 255.0;
    }

    public static double[] units(Image image) {
        byte[] pixels = image.pixels();
        double[] units = new double[pixels.length];
        for (int i = 0; i < units.length; i++) {
            units[i] = unit(pixels[i]);
        }
        return units;
    }

    /** Returns the values in single precision, for corruptions that the reference computes so. */
    public static float[] singleUnits(Image image) {
        byte[] pixels = image.pixels();
        float[] units = new float[pixels.length];
        for (int i = 0; i < units.length; i++) {
            units[i] = (pixels[i] & 0xff) / 255f;
        }
        return units;
    }

    /**
     * Clips to [0, 1] and truncates to a byte. The reference does not round, which darkens images
     * by half a grey level on average.
     */
    public static byte truncate(double value) {
        return (byte) (int) (Math.max(0.0, Math.min(1.0, value)) * 255.0);
    }

    /** Truncates in single precision, where different values become integers. */
    public static byte truncateSingle(float value) {
        return (byte) (int) (Math.max(0f, Math.min(1f, value)) * 255f);
    }

    public static byte[] truncated(double[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = truncate(values[i]);
        }
        return bytes;
    }

    /** Clips to [0, 255]. */
    public static byte clipped(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }

    public static Image like(Image image, byte[] pixels) {
        return new Image(image.height(), image.width(), image.channels(), pixels);
    }
}
