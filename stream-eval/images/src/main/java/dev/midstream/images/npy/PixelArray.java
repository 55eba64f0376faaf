package dev.midstream.images.npy;

import java.util.List;

/**
 * The positions of the pixels of images in an array of bytes {@code [count, height, width, 3]},
 * {@code [count, height, width, 1]} or {@code [count, height, width]}. Images are shown in RGB; one
 * channel is copied to three.
 *
 * @param channels values per pixel in the array: 1 or 3
 */
public record PixelArray(int count, int height, int width, int channels, ArrayOrder order) {

    private static final int SHOWN_CHANNELS = 3;

    /**
     * Returns the images of an array.
     *
     * @throws NpyFormatException if it does not hold such images; the message is the reason,
     *     without the file
     */
    public static PixelArray of(NpyHeader header) throws NpyFormatException {
        List<Integer> shape = header.shape();
        String array = "an array " + header.type() + " " + shape;
        if (!header.type().equals("|u1") && !header.type().equals("u1")) {
            throw new NpyFormatException(
                    array
                            + " does not hold pixels of unsigned bytes (uint8). Save pixels from 0"
                            + " to 255 with .astype('uint8')");
        }
        boolean grey = shape.size() == 3 || (shape.size() == 4 && shape.get(3) == 1);
        boolean colour = shape.size() == 4 && shape.get(3) == SHOWN_CHANNELS;
        if (shape.contains(0) || (!grey && !colour)) {
            throw new NpyFormatException(
                    array
                            + " is not |u1 [count, height, width, 3] or, of one channel, [count,"
                            + " height, width]"
                            + (isChannelsFirst(shape)
                                    ? ". Its channels come first: move them last"
                                    : ""));
        }
        // An image is one Java array.
        if ((long) shape.get(1) * shape.get(2) > Integer.MAX_VALUE / 4) {
            throw new NpyFormatException("images of shape " + shape + " are too large");
        }
        return new PixelArray(
                shape.get(0),
                shape.get(1),
                shape.get(2),
                grey ? 1 : SHOWN_CHANNELS,
                header.order());
    }

    private static boolean isChannelsFirst(List<Integer> shape) {
        return shape.size() == 4 && (shape.get(1) == 1 || shape.get(1) == SHOWN_CHANNELS);
    }

    /** Bytes of an image in the array. */
    public int storedBytes() {
        return height * width * channels;
    }

    /** Bytes of an image in RGB. */
    public int shownBytes() {
        return height * width * SHOWN_CHANNELS;
    }

    /** The position in a column-major array of a value, in elements. */
    long position(int image, int row, int column, int channel) {
        return image + (long) count * (row + (long) height * (column + (long) width * channel));
    }

    /** Sets a value of an image in RGB. */
    public void set(byte[] shown, int row, int column, int channel, byte value) {
        int pixel = (row * width + column) * SHOWN_CHANNELS;
        if (channels == 1) {
            shown[pixel] = value;
            shown[pixel + 1] = value;
            shown[pixel + 2] = value;
        } else {
            shown[pixel + channel] = value;
        }
    }

    /** Copies an image that is stored in row-major order to one in RGB, from an offset on. */
    public void show(byte[] stored, byte[] shown, int offset) {
        if (channels == SHOWN_CHANNELS) {
            System.arraycopy(stored, 0, shown, offset, stored.length);
            return;
        }
        int target = offset;
        for (byte value : stored) {
            shown[target++] = value;
            shown[target++] = value;
            shown[target++] = value;
        }
    }
}
