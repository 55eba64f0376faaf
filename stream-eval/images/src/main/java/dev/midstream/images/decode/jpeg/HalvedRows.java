package dev.midstream.images.decode.jpeg;

import dev.midstream.images.decode.jpeg.JpegFrame.Component;

/**
 * Components with half the rows but all columns (4:4:0). libjpeg 6b, which most JDKs have, repeats
 * each of their rows. libjpeg-turbo, which Pillow and the JDKs of some Linux distributions have,
 * interpolates between them (jdsample.c, h1v2_fancy_upsample): a row is 3/4 of its own sample and
 * 1/4 of the nearer neighbour's.
 */
final class HalvedRows {

    private HalvedRows() {}

    /**
     * Interpolates such components, in place, if this JDK's decoder did not.
     *
     * @param samples {@code [height, width, component]}
     */
    static void smooth(byte[] samples, JpegFrame frame) {
        for (int i = 0; i < frame.components().size(); i++) {
            Component component = frame.components().get(i);
            if (component.horizontal() == frame.maxHorizontal()
                    && 2 * component.vertical() == frame.maxVertical()
                    && RuntimeUpsampling.REPEATS_ROWS) {
                smooth(samples, frame, i);
            }
        }
    }

    private static void smooth(byte[] samples, JpegFrame frame, int component) {
        int height = frame.size().height();
        int width = frame.size().width();
        int count = frame.components().size();
        int rows = (height + 1) / 2;
        byte[] halved = new byte[rows * width];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x++) {
                halved[y * width + x] = samples[(2 * y * width + x) * count + component];
            }
        }
        for (int y = 0; y < height; y++) {
            int own = y / 2;
            boolean upper = y % 2 == 0;
            int neighbour = upper ? Math.max(0, own - 1) : Math.min(rows - 1, own + 1);
            int bias = upper ? 1 : 2;
            for (int x = 0; x < width; x++) {
                int sum =
                        3 * (halved[own * width + x] & 0xff)
                                + (halved[neighbour * width + x] & 0xff);
                samples[(y * width + x) * count + component] = (byte) (sum + bias >> 2);
            }
        }
    }
}
