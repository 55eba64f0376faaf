package dev.midstream.job.intake;

/**
 * An image that fits the model.
 *
 * @param pixels {@code [height, width, channel]}, unsigned bytes
 */
public record LabelledImage(ImageContext context, byte[] pixels) {}
