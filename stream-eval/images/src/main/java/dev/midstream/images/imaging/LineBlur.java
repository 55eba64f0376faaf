package dev.midstream.images.imaging;

import dev.midstream.images.Image;

/**
 * A blur along a line that starts at the pixel and fades like half a Gaussian, which also shifts
 * the image: ImageMagick's MotionBlurImage, with its 16-bit arithmetic.
 */
public final class LineBlur {

    private static final int QUANTUM = 257;

    private final FilterKernel kernel;

    /**
     * Makes a blur.
     *
     * @param radius the line has {@code 2 * radius + 1} pixels
     * @param sigma of the half Gaussian, in pixels
     * @param angle in degrees; 0 takes pixels from the right, 90 from below
     */
    public LineBlur(int radius, double sigma, double angle) {
        int taps = 2 * radius + 1;
        int[] dx = new int[taps];
        int[] dy = new int[taps];
        double[] weights = new double[taps];
        double cosine = StrictMath.cos(StrictMath.toRadians(angle));
        double sine = StrictMath.sin(StrictMath.toRadians(angle));
        double sum = 0;
        for (int i = 0; i < taps; i++) {
            dx[i] = (int) Math.ceil(i * cosine - 0.5);
            dy[i] = (int) Math.ceil(i * sine - 0.5);
            weights[i] = StrictMath.exp(-i * i / (2 * sigma * sigma));
            sum += weights[i];
        }
        for (int i = 0; i < taps; i++) {
            weights[i] /= sum;
        }
        kernel = new FilterKernel(dy, dx, weights);
    }

    /** Blurs every channel; edge pixels are repeated beyond the border. */
    public Image apply(Image image) {
        byte[] pixels = image.pixels();
        double[] values = new double[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i] & 0xff;
        }
        double[] sums =
                kernel.correlate(
                        values, image.height(), image.width(), image.channels(), Border.EDGE);
        byte[] blurred = new byte[sums.length];
        for (int i = 0; i < blurred.length; i++) {
            // Rounded to 16 bits, then truncated to 8.
            blurred[i] = (byte) ((int) (QUANTUM * sums[i] + 0.5) / QUANTUM);
        }
        return Pixels.like(image, blurred);
    }
}
