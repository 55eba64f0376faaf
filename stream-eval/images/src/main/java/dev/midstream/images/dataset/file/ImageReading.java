package dev.midstream.images.dataset.file;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.DatasetException;
import java.nio.file.Path;

/** Turns a file into an image of the data set's size. Thread-safe. */
public interface ImageReading {

    Image read(Path file) throws DatasetException;

    /** The image as it is in its file. */
    default Image original(Path file) throws DatasetException {
        return read(file);
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
                                + ". Resize all images to one size.");
            }
            return image;
        };
    }

    /** Resizes the shorter side and crops the centre, see {@link CentreCrop}. */
    public static ImageReading centreCrop(CentreCrop crop) {
        return new ImageReading() {
            @Override
            public Image read(Path file) throws DatasetException {
                return crop.apply(original(file));
            }

            @Override
            public Image original(Path file) throws DatasetException {
                return ImageFile.read(file);
            }
        };
    }
}
