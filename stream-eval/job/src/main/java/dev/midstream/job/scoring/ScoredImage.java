package dev.midstream.job.scoring;

import dev.midstream.job.intake.ImageContext;

/**
 * What the selected points of the model answered for one image.
 *
 * @param logits {@code [points, classes]}, points in the order of the {@link ScoringPlan}
 */
public record ScoredImage(ImageContext context, float[] logits) {}
