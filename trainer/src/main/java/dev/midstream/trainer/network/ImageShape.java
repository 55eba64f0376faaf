package dev.midstream.trainer.network;

/** The extent of one image or activation: height and width in pixels, and channels. */
public record ImageShape(int height, int width, int channels) {
    public ImageShape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "Invalid image shape: " + height + "x" + width + "x" + channels);
        }
    }

    /** Values in one image. */
    public int size() {
        return height * width * channels;
    }
}
