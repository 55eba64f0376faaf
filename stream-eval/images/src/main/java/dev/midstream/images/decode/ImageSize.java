package dev.midstream.images.decode;

/**
 * The size that the header of an image file declares. Checked before pixels are allocated: a small
 * file can declare an image that fills memory.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record ImageSize(int height, int width) {

    /** An image of more pixels is refused: 8192 x 8192. */
    public static final long MAX_PIXELS = 8192L * 8192;

    /**
     * Checks the size in a header.
     *
     * @throws UndecodableImageException if there are no pixels or more than {@link #MAX_PIXELS}
     */
    public static ImageSize declared(int height, int width) throws UndecodableImageException {
        if (height < 1 || width < 1 || (long) height * width > MAX_PIXELS) {
            throw new UndecodableImageException(
                    "its header declares "
                            + Integer.toUnsignedString(width)
                            + "x"
                            + Integer.toUnsignedString(height)
                            + " pixels, where 1 to "
                            + MAX_PIXELS
                            + " can be decoded");
        }
        return new ImageSize(height, width);
    }

    /** The number of pixels. */
    public int pixels() {
        return height * width;
    }
}
