package dev.midstream.images.decode;

/** What a pixel is decoded to. */
public enum Channels {
    /** One channel: grey as it is stored, the luminance of colours (Pillow's mode L). */
    GREY(1),
    /** Three channels R, G, B; grey is copied to all of them (Pillow's mode RGB). */
    RGB(3);

    private final int count;

    Channels(int count) {
        this.count = count;
    }

    /** The number of values a pixel has. */
    public int count() {
        return count;
    }

    /**
     * Returns the channels of an image or of a model's input.
     *
     * @throws IllegalArgumentException if the count is neither 1 nor 3
     */
    public static Channels of(int count) {
        for (Channels channels : values()) {
            if (channels.count == count) {
                return channels;
            }
        }
        throw new IllegalArgumentException(
                "Invalid number of channels: " + count + ". Images are decoded to 1 or 3.");
    }
}
