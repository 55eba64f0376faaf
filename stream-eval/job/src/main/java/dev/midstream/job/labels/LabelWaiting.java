package dev.midstream.job.labels;

import java.io.Serializable;

/**
 * How images wait for their labels.
 *
 * @param timeoutMillis how long an image waits for its label, and a label for its images
 * @param maxImages the most images that may wait at once, in all subtasks together
 */
public record LabelWaiting(long timeoutMillis, long maxImages) implements Serializable {}
