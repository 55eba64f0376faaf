package dev.midstream.job.labels;

import java.io.Serializable;

/**
 * How images wait for their labels.
 *
 * @param timeoutMillis how long an image waits for its label, and a label for its images
 * @param most so many images wait at once, in all subtasks together
 */
public record LabelWaiting(long timeoutMillis, long most) implements Serializable {}
