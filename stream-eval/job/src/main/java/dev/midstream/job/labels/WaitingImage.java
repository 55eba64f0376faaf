package dev.midstream.job.labels;

import dev.midstream.job.scoring.ScoredImage;

/**
 * A scored image without a label.
 *
 * @param publishedAt event time in milliseconds, or {@code PublicationTime.UNKNOWN}
 * @param expiresAt processing time in milliseconds
 */
record WaitingImage(long publishedAt, long expiresAt, ScoredImage image) {}
