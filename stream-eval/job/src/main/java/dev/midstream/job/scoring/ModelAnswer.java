package dev.midstream.job.scoring;

/**
 * What the scored points of one model answered for one image.
 *
 * @param logits {@code [points, classes]}
 */
public record ModelAnswer(PointPanel panel, float[] logits) {}
