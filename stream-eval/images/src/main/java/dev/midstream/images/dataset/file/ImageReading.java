package dev.midstream.images.dataset.file;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Resizing;
import java.nio.file.Path;

/** Turns a file into an image of the data set's size. Thread-safe. */
public interface ImageReading {

    Image read(Path file) throws DatasetException;

    /** The image as it is in its file, of any size. */
    default Image original(Path file) throws DatasetException {
        return ImageFile.read(file);
    }

    /**
     * Reads images that already have the size.
     *
     * @param whose describes the images of this size, for the message
     */
    public static ImageReading ofSize(int height, int width, String whose) {
        return file -> {
            Image image = ImageFile.read(file);
            if (image.height() != height || image.width() != width) {
                throw new DatasetException(
                        "Cannot read "
                                + file
                                + ": it is "
                                + image.width()
                                + "x"
                                + image.height()
                                + " pixels, "
                                + whose
                                + " are "
                                + width
                                + "x"
                                + height
                                + ". Resize all images to one size, for instance with --resize and"
                                + " --crop.");
            }
            return image;
        };
    }

    /** Resizes and crops images of any size. */
    public static ImageReading resized(Resizing resizing) {
        return file -> resizing.apply(ImageFile.read(file));
    }
}
