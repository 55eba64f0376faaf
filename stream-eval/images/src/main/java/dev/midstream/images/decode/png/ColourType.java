package dev.midstream.images.decode.png;

import dev.midstream.images.decode.UndecodableImageException;
import java.util.Set;

/** What the samples of a pixel of a PNG file mean. */
enum ColourType {
    GREY(0, 1, Set.of(1, 2, 4, 8, 16)),
    RGB(2, 3, Set.of(8, 16)),
    PALETTE(3, 1, Set.of(1, 2, 4, 8)),
    GREY_ALPHA(4, 2, Set.of(8, 16)),
    RGB_ALPHA(6, 4, Set.of(8, 16));

    private final int code;
    private final int samples;
    private final Set<Integer> depths;

    ColourType(int code, int samples, Set<Integer> depths) {
        this.code = code;
        this.samples = samples;
        this.depths = depths;
    }

    static ColourType of(int code, int depth) throws UndecodableImageException {
        for (ColourType colour : values()) {
            if (colour.code == code && colour.depths.contains(depth)) {
                return colour;
            }
        }
        throw new UndecodableImageException(
                "its PNG header has the unknown colour type " + code + " of " + depth + " bits");
    }

    /** Samples of a pixel. */
    int samples() {
        return samples;
    }

    /** Whether pixels have colours of their own, rather than a grey or an index. */
    boolean isColour() {
        return samples >= 3;
    }
}
