package dev.midstream.images.dataset;

import dev.midstream.images.Image;
import java.util.List;
import java.util.Optional;

/**
 * A split of an image data set: {@code size()} RGB images of one size, in memory or read on
 * request.
 *
 * <p>Immutable and thread-safe. Indexes run from 0 to {@code size() - 1}; any other index throws
 * {@link IndexOutOfBoundsException}.
 */
public interface ImageDataset {

    /** The name the data set is opened by, for example {@code fashion-mnist}. */
    String name();

    /** Class names; a label is an index into them. Empty if the data set has no labels. */
    List<String> classes();

    /** Rows of every image. */
    int height();

    /** Columns of every image. */
    int width();

    /** Values per pixel of every image: 3. */
    int channels();

    /** Number of images. */
    int size();

    /** A stable name of the image within its data set, for example {@code test-00042}. */
    String imageId(int index);

    /** The class index of the image, in [0, classes().size()); -1 if there are no labels. */
    int label(int index);

    /** Whether the images have labels. */
    default boolean labelled() {
        return !classes().isEmpty();
    }

    /**
     * The image; its pixels are shared and must not be modified.
     *
     * @throws UnreadableImageException if the image is in a file of its own that is damaged
     */
    Image image(int index);

    /**
     * The image before {@link #image} resizes and crops it, of any size; the same image where it
     * does not.
     *
     * @throws UnreadableImageException if the image is in a file of its own that is damaged
     */
    default Image original(int index) {
        return image(index);
    }

    /**
     * How {@link #image} resizes and crops on request; empty where the format's images are shown.
     */
    default Optional<Resizing> resizing() {
        return Optional.empty();
    }

    /** What of the data was left out, a sentence each; often nothing. */
    default List<String> remarks() {
        return List.of();
    }

    /** Whether all images are in memory; otherwise each is read when it is requested. */
    default boolean inMemory() {
        return true;
    }

    /** Copies the image's {@code height * width * channels} bytes to {@code target[offset]}. */
    default void copyPixels(int index, byte[] target, int offset) {
        byte[] pixels = image(index).pixels();
        System.arraycopy(pixels, 0, target, offset, pixels.length);
    }

    /** All labels in the order of the images, the input of label noise. */
    default int[] labels() {
        int[] labels = new int[size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(i);
        }
        return labels;
    }
}
