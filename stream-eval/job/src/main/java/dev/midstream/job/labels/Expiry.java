package dev.midstream.job.labels;

/**
 * When what waits under a key is dropped.
 *
 * @param expiresAt running time of the job, in milliseconds
 * @param timerAt processing time of the timer that looks after it
 */
record Expiry(long expiresAt, long timerAt) {}
