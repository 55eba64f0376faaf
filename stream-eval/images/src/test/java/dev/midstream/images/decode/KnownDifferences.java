package dev.midstream.images.decode;

import java.util.Map;

/** The files that are not read as Pillow reads them, and why. */
final class KnownDifferences {

    static final String REFUSED = "Refused: arithmetic coding is not supported";
    static final String HIGH_BYTE = "16-bit samples are their high byte, Pillow rounds";
    static final String DAMAGED = "What damaged data are read as depends on the Java runtime";

    private static final Map<String, String> REASONS =
            Map.of(
                    "jpeg/arithmetic.jpg", REFUSED,
                    "jpeg/damaged-noise.jpg", DAMAGED,
                    "other/16-bit.ppm", HIGH_BYTE);

    private KnownDifferences() {}

    /** The reason why a file is read otherwise, blank if it is not. */
    static String reason(PillowFile file) {
        return REASONS.getOrDefault(file.name(), "");
    }
}
