package dev.midstream.trainer.data;

import dev.midstream.images.Image;
import java.util.Arrays;

/**
 * The window of a padded image that is cut out, of the size of the image, and whether the result is
 * mirrored.
 *
 * @param top in pixels of the image; negative above it
 * @param left in pixels of the image; negative left of it
 */
public record CropWindow(int top, int left, boolean mirrored) {
    static final CropWindow WHOLE = new CropWindow(0, 0, false);

    /** Writes the content of the window to {@code target}, from {@code offset} on. */
    void apply(Image image, byte[] target, int offset) {
        crop(image, target, offset);
        if (mirrored) {
            mirror(image, target, offset);
        }
    }

    private void crop(Image image, byte[] target, int offset) {
        int channels = image.channels();
        int row = image.width() * channels;
        int firstColumn = Math.max(0, -left);
        int endColumn = Math.min(image.width(), image.width() - left);
        Arrays.fill(target, offset, offset + image.height() * row, (byte) 0);
        if (firstColumn >= endColumn) {
            return;
        }
        for (int y = Math.max(0, -top); y < Math.min(image.height(), image.height() - top); y++) {
            System.arraycopy(
                    image.pixels(),
                    (y + top) * row + (firstColumn + left) * channels,
                    target,
                    offset + y * row + firstColumn * channels,
                    (endColumn - firstColumn) * channels);
        }
    }

    private static void mirror(Image image, byte[] pixels, int offset) {
        int channels = image.channels();
        for (int y = 0; y < image.height(); y++) {
            int left = offset + y * image.width() * channels;
            int right = left + (image.width() - 1) * channels;
            while (left < right) {
                for (int c = 0; c < channels; c++) {
                    byte swapped = pixels[left + c];
                    pixels[left + c] = pixels[right + c];
                    pixels[right + c] = swapped;
                }
                left += channels;
                right -= channels;
            }
        }
    }
}
