package dev.midstream.images.imaging;

/** The step sizes to which JPEG rounds the cosine coefficients of a block. */
final class QuantizationTable {

    private static final int[] LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61, //
        12, 12, 14, 19, 26, 58, 60, 55, //
        14, 13, 16, 24, 40, 57, 69, 56, //
        14, 17, 22, 29, 51, 87, 80, 62, //
        18, 22, 37, 56, 68, 109, 103, 77, //
        24, 35, 55, 64, 81, 104, 113, 92, //
        49, 64, 78, 87, 103, 121, 120, 101, //
        72, 92, 95, 98, 112, 100, 103, 99
    };
    private static final int[] CHROMINANCE = {
        17, 18, 24, 47, 99, 99, 99, 99, //
        18, 21, 26, 66, 99, 99, 99, 99, //
        24, 26, 56, 99, 99, 99, 99, 99, //
        47, 66, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99
    };

    private final int[] steps;

    private QuantizationTable(int[] steps) {
        this.steps = steps;
    }

    /** Returns ITU-T T.81's example for brightness, scaled to a quality of 1 to 100. */
    static QuantizationTable luminance(int quality) {
        return new QuantizationTable(scaled(LUMINANCE, quality));
    }

    /** Returns ITU-T T.81's example for colour, scaled to a quality of 1 to 100. */
    static QuantizationTable chrominance(int quality) {
        return new QuantizationTable(scaled(CHROMINANCE, quality));
    }

    /** Scales by quality as the Independent JPEG Group defines it. */
    private static int[] scaled(int[] steps, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] scaled = new int[steps.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Math.max(1, Math.min(255, (steps[i] * percent + 50) / 100));
        }
        return scaled;
    }

    /** Compresses and decompresses a block of samples around 0 in place. */
    void roundTrip(int[] block) {
        CosineTransform.forward(block);
        for (int i = 0; i < block.length; i++) {
            int step = steps[i] * CosineTransform.GAIN;
            int magnitude = (Math.abs(block[i]) + step / 2) / step;
            block[i] = (block[i] < 0 ? -magnitude : magnitude) * steps[i];
        }
        CosineTransform.inverse(block);
    }
}
