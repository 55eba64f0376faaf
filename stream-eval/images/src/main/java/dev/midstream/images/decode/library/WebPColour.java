package dev.midstream.images.decode.library;

import dev.midstream.images.decode.PixelSink;

/** VP8's YUV as R, G and B, in the fixed-point arithmetic of libwebp (yuv.h), to the bit. */
final class WebPColour {

    private WebPColour() {}

    static void set(PixelSink sink, int position, int y, int u, int v) {
        int luma = product(y, 19077);
        sink.colour(
                position,
                clipped(luma + product(v, 26149) - 14234),
                clipped(luma - product(u, 6419) - product(v, 13320) + 8708),
                clipped(luma + product(u, 33050) - 17685));
    }

    private static int product(int sample, int coefficient) {
        return sample * coefficient >> 8;
    }

    /** From values with 6 more bits. */
    private static int clipped(int value) {
        return Math.max(0, Math.min(255, value >> 6));
    }
}
