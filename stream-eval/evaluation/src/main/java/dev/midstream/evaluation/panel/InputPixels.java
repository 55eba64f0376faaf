package dev.midstream.evaluation.panel;

import dev.midstream.images.decode.Luminance;

/**
 * The pixels that a model takes of images as they are shown. Images are shown in RGB; a model of
 * one channel takes their luminance, which of grey images is their grey.
 */
public final class InputPixels {

    private static final int SHOWN_CHANNELS = 3;

    private InputPixels() {}

    /** The channels of images for a model, given the number that it takes. */
    public static int shownChannels(int channels) {
        return channels == 1 ? SHOWN_CHANNELS : channels;
    }

    /**
     * Returns what a model takes.
     *
     * @param shown {@code [images, height, width, shownChannels(channels)]}
     * @param channels that the model takes
     * @return {@code [images, height, width, channels]}; the same array where nothing changes
     */
    public static byte[] of(byte[] shown, int channels) {
        return channels == 1 ? Luminance.ofPixels(shown) : shown;
    }
}
