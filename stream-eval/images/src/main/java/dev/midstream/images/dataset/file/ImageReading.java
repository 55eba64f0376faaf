package dev.midstream.images.dataset.file;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.DatasetException;
import java.nio.file.Path;

/** How a data set makes an image of its size from a file. Safe for use by several threads. */
public interface ImageReading {

    Image read(Path file) throws DatasetException;

    /** The image as its file holds it. */
    default Image original(Path file) throws DatasetException {
        return read(file);
    }

    /**
     * Takes images that have the size already.
     *
     * @param whose names the images that have this size, for the message
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

    /** Resizes the shorter side and cuts out the centre, see {@link CentreCrop}. */
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
