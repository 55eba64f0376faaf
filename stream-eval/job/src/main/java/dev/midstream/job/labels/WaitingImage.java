package dev.midstream.job.labels;

import dev.midstream.job.scoring.ScoredImage;

/**
 * A scored image that waits for its label.
 *
 * @param publishedAt event time in milliseconds, or {@code PublicationTime.UNKNOWN}
 * @param expiresAt processing time at which it is dropped, in milliseconds
 */
record WaitingImage(long publishedAt, long expiresAt, ScoredImage image) {}
