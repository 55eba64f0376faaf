package dev.midstream.images.corruption;

import dev.midstream.images.Image;
import java.util.List;

/**
 * The losses of a baseline JPEG with half the colour resolution (4:2:0): exactly what the
 * Independent JPEG Group's encoder and decoder leave of a picture. The bytes of the file, whose
 * coding loses nothing, are not made.
 */
public final class JpegCompression implements Corruption {

    static final Severities<Integer> QUALITIES =
            Severities.of(
                    List.of(80, 65, 58, 50, 40),
                    List.of(65, 58, 50, 40, 25),
                    List.of(25, 18, 15, 10, 7));

    private static final Severities<QuantizationTable> LUMINANCE =
            QUALITIES.map(QuantizationTable::luminance);
    private static final Severities<QuantizationTable> CHROMINANCE =
            QUALITIES.map(QuantizationTable::chrominance);

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

    JpegCompression() {}

    @Override
    public String name() {
        return "jpeg_compression";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        QuantizationTable luminance = LUMINANCE.of(image, severity);
        QuantizationTable chrominance = CHROMINANCE.of(image, severity);
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
