package dev.midstream.images.corruption;

import dev.midstream.images.Image;

/** Conversions between bytes and the scale [0, 1] that the reference computes on. */
final class Pixels {

    static final int CHANNELS = 3;

    private Pixels() {}

    static double unit(byte pixel) {
        return (pixel & 0xff) / 255.0;
    }

    /**
     * Clips to [0, 1] and truncates to a byte; the reference does not round, which darkens by half
     * a grey level on average.
     */
    static byte truncate(double value) {
        return (byte) (int) (Math.max(0.0, Math.min(1.0, value)) * 255.0);
    }

    static Image like(Image image, byte[] pixels) {
        return new Image(image.height(), image.width(), image.channels(), pixels);
    }
}
