package dev.midstream.images.corruption;

/**
 * A blur along a line that starts at the pixel and fades like half a gaussian, so that it also
 * shifts the image: ImageMagick's MotionBlurImage, with its 16-bit arithmetic.
 */
final class LineBlur {

    private static final int QUANTUM = 257;

    private final int[] dx;
    private final int[] dy;
    private final double[] weights;

    /**
     * @param radius the line has {@code 2 * radius + 1} pixels
     * @param sigma of the half gaussian, in pixels
     * @param angle in degrees; 0 takes pixels from the right, 90 from below
     */
    LineBlur(int radius, double sigma, double angle) {
        int taps = 2 * radius + 1;
        dx = new int[taps];
        dy = new int[taps];
        weights = new double[taps];
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
    }

    /** Blurs one channel; beyond the border lies its edge pixel. */
    byte[] apply(byte[] plane, int height, int width) {
        byte[] blurred = new byte[plane.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int i = 0; i < weights.length; i++) {
                    int row = Math.max(0, Math.min(height - 1, y + dy[i]));
                    int column = Math.max(0, Math.min(width - 1, x + dx[i]));
                    sum += weights[i] * (plane[row * width + column] & 0xff);
                }
                // Rounded to 16 bits, then truncated to 8.
                blurred[y * width + x] = (byte) ((int) (QUANTUM * sum + 0.5) / QUANTUM);
            }
        }
        return blurred;
    }
}
