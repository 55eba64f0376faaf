package dev.midstream.images.imaging;

import dev.midstream.images.Image;

/**
 * OpenCV's bilinear resize of bytes by a factor: aligned pixel centres, no smoothing when reducing,
 * weights in 11-bit fixed point.
 */
public final class BilinearResize {

    private static final int WEIGHT = 1 << 11;

    private final int[] lower;
    private final int[] upper;
    private final int[] upperWeight;

    private BilinearResize(int source, double scale) {
        // Rounds half to even.
        int target = Math.max(1, (int) Math.rint(source * scale));
        lower = new int[target];
        upper = new int[target];
        upperWeight = new int[target];
        double step = 1 / scale;
        for (int i = 0; i < target; i++) {
            float position = (float) ((i + 0.5) * step - 0.5);
            int before = (int) Math.floor(position);
            float fraction = position - before;
            lower[i] = Border.EDGE.index(before, source);
            upper[i] = Border.EDGE.index(before + 1, source);
            upperWeight[i] = (int) Math.rint(fraction * WEIGHT);
        }
    }

    public static Image of(Image image, double scale) {
        BilinearResize rows = new BilinearResize(image.height(), scale);
        BilinearResize columns = new BilinearResize(image.width(), scale);
        int height = rows.lower.length;
        int width = columns.lower.length;
        int channels = image.channels();
        int stride = image.width() * channels;
        byte[] pixels = image.pixels();
        byte[] resized = new byte[height * width * channels];
        int target = 0;
        for (int y = 0; y < height; y++) {
            int top = rows.lower[y] * stride;
            int bottom = rows.upper[y] * stride;
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    int above = columns.mixed(pixels, top + channel, x, channels);
                    int below = columns.mixed(pixels, bottom + channel, x, channels);
                    resized[target++] = rows.rounded(above, below, y);
                }
            }
        }
        return new Image(height, width, channels, resized);
    }

    private int mixed(byte[] pixels, int row, int position, int channels) {
        int before = pixels[row + lower[position] * channels] & 0xff;
        int after = pixels[row + upper[position] * channels] & 0xff;
        return before * (WEIGHT - upperWeight[position]) + after * upperWeight[position];
    }

    /** Truncates before summing, as OpenCV's vector code does. */
    private byte rounded(int before, int after, int position) {
        int mixedBefore = ((WEIGHT - upperWeight[position]) * (before >> 4)) >> 16;
        int mixedAfter = (upperWeight[position] * (after >> 4)) >> 16;
        return Pixels.clipped((mixedBefore + mixedAfter + 2) >> 2);
    }
}
