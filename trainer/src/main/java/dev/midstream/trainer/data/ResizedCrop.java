package dev.midstream.trainer.data;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.imaging.AntialiasedResize;
import dev.midstream.images.imaging.ResizeAxis;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Random resized crop and horizontal flip: a rectangle of 8 to 100 % of the image's area and an
 * aspect ratio of 3/4 to 4/3 is resized to a square, and mirrored with probability 1/2. Source:
 * Szegedy et al. 2015, "Going Deeper with Convolutions", section 6, with torchvision's {@code
 * RandomResizedCrop} in all details.
 *
 * @param side of the square, in pixels
 */
public record ResizedCrop(int side) implements Augmentation {
    private static final double MIN_AREA = 0.08;
    private static final double MAX_ASPECT_RATIO = 4.0 / 3;
    private static final int ATTEMPTS = 10;

    public ResizedCrop {
        if (side < 1) {
            throw new IllegalArgumentException("Invalid side of a crop: " + side);
        }
    }

    @Override
    public String name() {
        return "resized-crop";
    }

    @Override
    public Image source(ImageDataset images, int index) {
        return images.original(index);
    }

    /** A rectangle of an image, in pixels. */
    record Region(int top, int left, int height, int width) {}

    /** Draws the rectangle to resize. */
    static Region region(int height, int width, RandomGenerator random) {
        for (int i = 0; i < ATTEMPTS; i++) {
            double area = height * (double) width * random.nextDouble(MIN_AREA, 1);
            double ratio =
                    Math.exp(
                            random.nextDouble(
                                    -Math.log(MAX_ASPECT_RATIO), Math.log(MAX_ASPECT_RATIO)));
            int w = (int) Math.rint(Math.sqrt(area * ratio));
            int h = (int) Math.rint(Math.sqrt(area / ratio));
            if (w > 0 && w <= width && h > 0 && h <= height) {
                int top = random.nextInt(height - h + 1);
                return new Region(top, random.nextInt(width - w + 1), h, w);
            }
        }
        return centre(height, width);
    }

    /** The largest central rectangle with an allowed aspect ratio. */
    private static Region centre(int height, int width) {
        double ratio = (double) width / height;
        int h = ratio < 1 / MAX_ASPECT_RATIO ? (int) Math.rint(width * MAX_ASPECT_RATIO) : height;
        int w = ratio > MAX_ASPECT_RATIO ? (int) Math.rint(height * MAX_ASPECT_RATIO) : width;
        return new Region((height - h) / 2, (width - w) / 2, h, w);
    }

    @Override
    public void apply(Image source, byte[] target, int offset, RandomGenerator random) {
        Region region = region(source.height(), source.width(), random);
        Image resized =
                AntialiasedResize.of(
                        source,
                        ResizeAxis.of(region.top(), region.height(), side),
                        ResizeAxis.of(region.left(), region.width(), side));
        new CropWindow(0, 0, random.nextBoolean()).apply(resized, target, offset);
    }

    @Override
    public Optional<CropWindow> window(RandomGenerator random) {
        return Optional.empty();
    }
}
