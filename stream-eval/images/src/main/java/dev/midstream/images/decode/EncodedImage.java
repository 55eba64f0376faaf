package dev.midstream.images.decode;

import dev.midstream.images.Image;

/** An image file whose header is read and whose pixels are not decoded yet. */
public interface EncodedImage {

    /** Rows, at least 1. */
    int height();

    /** Columns, at least 1. */
    int width();

    /**
     * Decodes the pixels.
     *
     * @return {@code [height, width, channels.count()]}
     * @throws UndecodableImageException if the file is damaged or truncated, or of a kind that is
     *     not supported
     */
    Image decode(Channels channels) throws UndecodableImageException;
}
