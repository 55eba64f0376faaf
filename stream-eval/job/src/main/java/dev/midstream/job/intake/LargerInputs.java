package dev.midstream.job.intake;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.LargerImages;
import dev.midstream.images.dataset.Resizing;
import java.io.Serializable;
import java.util.OptionalInt;

/**
 * What is done to images that are larger than those of the models.
 *
 * @param shape index of the images that they become; negative if larger images are refused
 * @param shorterSide what the shorter side is resized to, in pixels; 0 to keep the size
 * @param crop side of the square that is cropped from the centre, in pixels; 0 for all
 */
public record LargerInputs(int shape, int shorterSide, int crop) implements Serializable {
    /** Larger images are refused. */
    public static final LargerInputs REFUSED = new LargerInputs(-1, 0, 0);

    // A small record may declare a huge image.
    private static final int MAX_PIXELS = 1 << 24;

    /** Larger images become those of a shape. */
    public static LargerInputs of(int shape, LargerImages images) {
        return new LargerInputs(
                shape,
                images.resizing().shorterSide().orElse(0),
                images.resizing().crop().orElse(0));
    }

    /** Returns whether images of a size become those of a model. */
    boolean take(ModelInput model, int height, int width) {
        return new LargerImages(model.height(), model.width(), resizing()).areOf(height, width)
                && (long) height * width <= MAX_PIXELS;
    }

    /** Returns an image in RGB, {@code [height, width, channel]}, as the models are shown it. */
    byte[] resized(byte[] pixels, int height, int width) {
        return resizing().apply(new Image(height, width, 3, pixels)).pixels();
    }

    private Resizing resizing() {
        return new Resizing(side(shorterSide), side(crop));
    }

    private static OptionalInt side(int pixels) {
        return pixels == 0 ? OptionalInt.empty() : OptionalInt.of(pixels);
    }
}
