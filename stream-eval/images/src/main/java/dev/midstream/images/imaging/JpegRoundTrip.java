package dev.midstream.images.imaging;

import dev.midstream.images.Image;

/**
 * What a baseline JPEG with half the colour resolution (4:2:0) leaves of an RGB image: exactly the
 * pixels that the Independent JPEG Group's decoder reads from the file its encoder writes. The file
 * itself is not made, because its entropy coding is lossless. Immutable and thread-safe.
 */
public final class JpegRoundTrip {

    private static final int BITS = 16;
    private static final int HALF = 1 << (BITS - 1);
    private static final int MIDDLE = 128;

    private static final int RED = fixed(0.299);
    private static final int GREEN = fixed(0.587);
    private static final int BLUE = fixed(0.114);
    private static final int BLUENESS_OF_RED = fixed(0.16874);
    private static final int BLUENESS_OF_GREEN = fixed(0.33126);
    private static final int REDNESS_OF_GREEN = fixed(0.41869);
    private static final int REDNESS_OF_BLUE = fixed(0.08131);
    private static final int RED_OF_REDNESS = fixed(1.402);
    private static final int GREEN_OF_BLUENESS = fixed(0.34414);
    private static final int GREEN_OF_REDNESS = fixed(0.71414);
    private static final int BLUE_OF_BLUENESS = fixed(1.772);

    private final QuantizationTable luminance;
    private final QuantizationTable chrominance;

    private JpegRoundTrip(QuantizationTable luminance, QuantizationTable chrominance) {
        this.luminance = luminance;
        this.chrominance = chrominance;
    }

    /**
     * Returns the round trip at a quality.
     *
     * @param quality the Independent JPEG Group's, 1 to 100
     */
    public static JpegRoundTrip ofQuality(int quality) {
        return new JpegRoundTrip(
                QuantizationTable.luminance(quality), QuantizationTable.chrominance(quality));
    }

    /** Compresses and decompresses an RGB image of any size. */
    public Image apply(Image image) {
        SamplePlane brightness = new SamplePlane(image.height(), image.width());
        SamplePlane blueness = new SamplePlane(image.height(), image.width());
        SamplePlane redness = new SamplePlane(image.height(), image.width());
        split(image.pixels(), brightness.samples(), blueness.samples(), redness.samples());
        brightness.roundTrip(luminance);
        byte[] pixels =
                joined(
                        brightness.samples(),
                        roundTrip(blueness, chrominance).samples(),
                        roundTrip(redness, chrominance).samples());
        return Pixels.like(image, pixels);
    }

    private static SamplePlane roundTrip(SamplePlane plane, QuantizationTable table) {
        SamplePlane half = plane.halved();
        half.roundTrip(table);
        return half.doubled(plane.height(), plane.width());
    }

    /** ITU-T T.871's Y, Cb and Cr. */
    private static void split(byte[] pixels, int[] brightness, int[] blueness, int[] redness) {
        int offset = (MIDDLE << BITS) + HALF - 1;
        for (int i = 0; i < brightness.length; i++) {
            int red = pixels[Pixels.CHANNELS * i] & 0xff;
            int green = pixels[Pixels.CHANNELS * i + 1] & 0xff;
            int blue = pixels[Pixels.CHANNELS * i + 2] & 0xff;
            brightness[i] = (RED * red + GREEN * green + BLUE * blue + HALF) >> BITS;
            blueness[i] =
                    (HALF * blue - BLUENESS_OF_RED * red - BLUENESS_OF_GREEN * green + offset)
                            >> BITS;
            redness[i] =
                    (HALF * red - REDNESS_OF_GREEN * green - REDNESS_OF_BLUE * blue + offset)
                            >> BITS;
        }
    }

    private static byte[] joined(int[] brightness, int[] blueness, int[] redness) {
        byte[] pixels = new byte[brightness.length * Pixels.CHANNELS];
        for (int i = 0; i < brightness.length; i++) {
            int blue = blueness[i] - MIDDLE;
            int red = redness[i] - MIDDLE;
            int green = -GREEN_OF_BLUENESS * blue - GREEN_OF_REDNESS * red;
            int at = Pixels.CHANNELS * i;
            pixels[at] = Pixels.clipped(brightness[i] + ((RED_OF_REDNESS * red + HALF) >> BITS));
            pixels[at + 1] = Pixels.clipped(brightness[i] + ((green + HALF) >> BITS));
            pixels[at + 2] =
                    Pixels.clipped(brightness[i] + ((BLUE_OF_BLUENESS * blue + HALF) >> BITS));
        }
        return pixels;
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << BITS) + 0.5);
    }
}
