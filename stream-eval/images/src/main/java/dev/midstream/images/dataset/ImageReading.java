package dev.midstream.images.dataset;

import dev.midstream.images.Image;
import java.nio.file.Path;

/** How a data set makes an image of its size from a file. Safe for use by several threads. */
interface ImageReading {

    Image read(Path file) throws DatasetException;

    /**
     * Takes images that have the size already.
     *
     * @param whose names the images that have this size, for the message
     */
    static ImageReading ofSize(int height, int width, String whose) {
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
    static ImageReading centreCrop(CentreCrop crop) {
        return file -> crop.apply(ImageFile.read(file));
    }
}
