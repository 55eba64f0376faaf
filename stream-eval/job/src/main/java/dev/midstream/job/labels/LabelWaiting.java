package dev.midstream.job.labels;

import java.io.Serializable;

/**
 * How images and labels wait for each other.
 *
 * @param timeoutMillis how long an image waits for its label, and a label for its images, while the
 *     job runs
 * @param maxImages the most images that may wait at once, in all subtasks together
 * @param maxLabels the most labels that may wait at once
 */
public record LabelWaiting(long timeoutMillis, long maxImages, long maxLabels)
        implements Serializable {}
