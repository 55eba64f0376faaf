package dev.midstream.images.decode.jpeg;

import dev.midstream.images.decode.UndecodableImageException;
import java.util.HexFormat;

/** What this Java runtime's JPEG decoder does with components of half the rows. */
final class RuntimeUpsampling {

    /** Whether it repeats their rows, as libjpeg 6b does, rather than interpolate between them. */
    static final boolean REPEATS_ROWS = repeatsRows();

    private static final int COMPONENTS = 3;
    private static final int WIDTH = 8;

    private RuntimeUpsampling() {}

    /** Decodes 8x32 pixels 4:4:0 whose Cb is 128 in the upper half and 192 in the lower. */
    private static boolean repeatsRows() {
        String quantum = "ffdb004300" + "08".repeat(64);
        String frame = "ffc00011080020000803" + "011200021100031100";
        // Categories 0 and 7 for direct current, nothing but the end of a block for the rest.
        String direct = "ffc4001500" + "0101" + "00".repeat(14) + "0007";
        String alternating = "ffc4001410" + "01" + "00".repeat(15) + "00";
        String scan = "ffda000c03010002000300003f00" + "000a00";
        byte[] probe =
                HexFormat.of()
                        .parseHex("ffd8" + quantum + frame + direct + alternating + scan + "ffd9");
        try {
            byte[] samples = JpegReader.samples(probe, JpegSegments.parse(probe).frame());
            // The last row of the upper half and the one before it, which share a sample.
            return cb(samples, 15) == cb(samples, 14);
        } catch (UndecodableImageException e) {
            throw new IllegalStateException("Cannot decode a JPEG image: " + e.getMessage(), e);
        }
    }

    private static byte cb(byte[] samples, int row) {
        return samples[row * WIDTH * COMPONENTS + 1];
    }
}
