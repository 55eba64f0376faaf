package dev.midstream.job.intake;

/**
 * An image that fits one of the models.
 *
 * @param origin the record that it came in, without its value
 * @param shape which of the shapes that the job takes the image has
 * @param pixels {@code [height, width, channel]}, unsigned bytes
 */
public record LabelledImage(
        ImageContext context, ConsumedRecord origin, int shape, byte[] pixels) {}
