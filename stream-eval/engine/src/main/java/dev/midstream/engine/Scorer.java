package dev.midstream.engine;

/**
 * Some points of one model, ready to score images.
 *
 * <p>Scorers are not thread-safe: open one for each thread.
 */
public interface Scorer extends AutoCloseable {
    /**
     * Scores images.
     *
     * @param pixels {@code [images, height, width, channel]}, unsigned bytes; may be longer
     * @param images the number of images to score, 0 included
     * @return logits {@code [points, images, classes]}, points in the order in which they were
     *     selected
     */
    float[] score(byte[] pixels, int images);

    @Override
    void close();
}
