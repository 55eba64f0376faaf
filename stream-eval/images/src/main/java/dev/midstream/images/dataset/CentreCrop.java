package dev.midstream.images.dataset;

import dev.midstream.images.Image;

/**
 * The usual evaluation transform of ImageNet: the shorter side is resized, the centre is cut out.
 *
 * <p>It computes what torchvision's {@code Resize} and {@code CenterCrop} compute on a Pillow
 * image, to the byte: a triangle filter whose support grows with the reduction (so that it does not
 * alias), separable, first along rows, then along columns, with coefficients in 22-bit fixed point
 * and rounding to bytes after each pass. Only the part that is kept is computed.
 *
 * @param shorterSide what the shorter side is resized to, in pixels
 * @param side of the square that is cut out, in pixels, at most {@code shorterSide}
 */
record CentreCrop(int shorterSide, int side) {

    private static final int CHANNELS = HeldImages.CHANNELS;
    private static final int PRECISION = 22;
    private static final int HALF = 1 << (PRECISION - 1);

    CentreCrop {
        if (side < 1 || side > shorterSide) {
            throw new IllegalArgumentException(
                    "Invalid crop of " + side + " pixels from " + shorterSide);
        }
    }

    Image apply(Image image) {
        Taps columns = taps(image.width(), Math.min(image.height(), image.width()));
        Taps rows = taps(image.height(), Math.min(image.height(), image.width()));
        byte[] narrowed = new byte[image.height() * side * CHANNELS];
        for (int y = rows.first(0); y < rows.last(side - 1); y++) {
            narrow(image, y, columns, narrowed);
        }
        byte[] result = new byte[side * side * CHANNELS];
        int stride = side * CHANNELS;
        for (int y = 0; y < side; y++) {
            int[] weights = rows.weights[y];
            int source = rows.first(y) * stride;
            for (int x = 0; x < stride; x++) {
                int sum = HALF;
                for (int k = 0; k < weights.length; k++) {
                    sum += (narrowed[source + k * stride + x] & 0xff) * weights[k];
                }
                result[y * stride + x] = clipped(sum);
            }
        }
        return new Image(side, side, CHANNELS, result);
    }

    private void narrow(Image image, int y, Taps columns, byte[] target) {
        byte[] pixels = image.pixels();
        int row = y * image.width() * CHANNELS;
        int next = y * side * CHANNELS;
        for (int x = 0; x < side; x++) {
            int[] weights = columns.weights[x];
            int source = row + columns.first(x) * CHANNELS;
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            for (int weight : weights) {
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
        return (byte) Math.max(0, Math.min(255, sum >> PRECISION));
    }

    /** The filter of every output pixel that is kept, along an axis of a length. */
    private Taps taps(int length, int shorter) {
        int resized =
                length == shorter ? shorterSide : (int) ((long) shorterSide * length / shorter);
        // Half a pixel goes to the even neighbour, as Python rounds.
        int start = (int) Math.rint((resized - side) / 2.0);
        double scale = (double) length / resized;
        double support = Math.max(scale, 1);
        int[] first = new int[side];
        int[][] weights = new int[side][];
        for (int i = 0; i < side; i++) {
            double centre = (start + i + 0.5) * scale;
            first[i] = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(length, (int) (centre + support + 0.5));
            weights[i] = weights(first[i], end, centre, support);
        }
        return new Taps(first, weights);
    }

    private static int[] weights(int first, int end, double centre, double support) {
        double[] triangle = new double[end - first];
        double sum = 0;
        double inverse = 1 / support;
        for (int k = 0; k < triangle.length; k++) {
            double distance = Math.abs((k + first - centre + 0.5) * inverse);
            triangle[k] = distance < 1 ? 1 - distance : 0;
            sum += triangle[k];
        }
        int[] weights = new int[triangle.length];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (int) (0.5 + triangle[k] / sum * (1 << PRECISION));
        }
        return weights;
    }

    /** For each output pixel, the first input pixel that counts, and the weights from there on. */
    private static final class Taps {

        private final int[] first;
        private final int[][] weights;

        Taps(int[] first, int[][] weights) {
            this.first = first;
            this.weights = weights;
        }

        int first(int index) {
            return first[index];
        }

        int last(int index) {
            return first[index] + weights[index].length;
        }
    }
}
