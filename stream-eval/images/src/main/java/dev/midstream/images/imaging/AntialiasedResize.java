package dev.midstream.images.imaging;

import dev.midstream.images.Image;

/**
 * Resizing of RGB images, byte for byte equal to Pillow: separable, first along rows, then along
 * columns, rounded to bytes after each pass. Only the pixels that are needed are computed.
 */
public final class AntialiasedResize {
    private static final int CHANNELS = 3;
    private static final int HALF = 1 << (ResizeAxis.PRECISION - 1);

    private AntialiasedResize() {}

    /**
     * Resizes an image.
     *
     * @param image of three channels
     * @param rows the sources of the result's rows
     * @param columns the sources of the result's columns
     */
    public static Image of(Image image, ResizeAxis rows, ResizeAxis columns) {
        int stride = columns.length() * CHANNELS;
        int top = rows.first(0);
        byte[] narrowed = new byte[(rows.end() - top) * stride];
        for (int y = top; y < rows.end(); y++) {
            narrow(image, y, columns, narrowed, (y - top) * stride);
        }
        byte[] result = new byte[rows.length() * stride];
        for (int y = 0; y < rows.length(); y++) {
            int[] weights = rows.weights(y);
            int source = (rows.first(y) - top) * stride;
            for (int x = 0; x < stride; x++) {
                int sum = HALF;
                for (int k = 0; k < weights.length; k++) {
                    sum += (narrowed[source + k * stride + x] & 0xff) * weights[k];
                }
                result[y * stride + x] = clipped(sum);
            }
        }
        return new Image(rows.length(), columns.length(), CHANNELS, result);
    }

    private static void narrow(Image image, int y, ResizeAxis columns, byte[] target, int offset) {
        byte[] pixels = image.pixels();
        int row = y * image.width() * CHANNELS;
        int next = offset;
        for (int x = 0; x < columns.length(); x++) {
            int source = row + columns.first(x) * CHANNELS;
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            for (int weight : columns.weights(x)) {
                red += (pixels[source] & 0xff) * weight;
                green += (pixels[source + 1] & 0xff) * weight;
                blue += (pixels[source + 2] & 0xff) * weight;
                source += CHANNELS;
            }
            target[next++] = clipped(red);
            target[next++] = clipped(green);
            target[next++] = clipped(blue);
        }
    }

    private static byte clipped(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> ResizeAxis.PRECISION));
    }
}
