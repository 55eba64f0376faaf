package dev.midstream.job.labels;

import dev.midstream.job.scoring.ScoredImage;

/**
 * A scored image that waits for its label.
 *
 * @param publishedAt event time in milliseconds, or {@code PublicationTime.UNKNOWN}
 */
record WaitingImage(long publishedAt, ScoredImage image) {}
