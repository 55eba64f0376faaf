package dev.midstream.images.dataset.file;

import dev.midstream.images.Image;
import dev.midstream.images.imaging.AntialiasedResize;
import dev.midstream.images.imaging.ResizeAxis;

/**
 * The usual evaluation transform of ImageNet: the shorter side is resized and the centre is
 * cropped.
 *
 * <p>It computes what torchvision's {@code Resize} and {@code CenterCrop} compute on a Pillow
 * image, to the byte; see {@link AntialiasedResize}. Only the cropped part is computed.
 *
 * @param shorterSide what the shorter side is resized to, in pixels
 * @param side of the cropped square, in pixels, at most {@code shorterSide}
 */
public record CentreCrop(int shorterSide, int side) {

    public CentreCrop {
        if (side < 1 || side > shorterSide) {
            throw new IllegalArgumentException(
                    "Invalid crop of " + side + " pixels from " + shorterSide);
        }
    }

    Image apply(Image image) {
        int shorter = Math.min(image.height(), image.width());
        return AntialiasedResize.of(
                image, axis(image.height(), shorter), axis(image.width(), shorter));
    }

    private ResizeAxis axis(int length, int shorter) {
        int resized =
                length == shorter ? shorterSide : (int) ((long) shorterSide * length / shorter);
        // Half a pixel rounds to the even neighbour, as in Python.
        int start = (int) Math.rint((resized - side) / 2.0);
        return ResizeAxis.part(0, length, resized, start, side);
    }
}
