package dev.midstream.job.scoring;

import java.io.Serializable;

/** Scores batches of images. */
public interface BatchScorer extends AutoCloseable {
    /**
     * Scores images.
     *
     * @param pixels {@code [images, height, width, channel]}; more may follow
     * @return logits {@code [points, images, classes]} of all points of the signature
     */
    float[] score(byte[] pixels, int images);

    @Override
    void close() throws Exception;

    /** Opens a scorer on the machine where it is needed. */
    @FunctionalInterface
    interface Opener extends Serializable {
        BatchScorer open(ScoringPlan plan) throws Exception;
    }
}
