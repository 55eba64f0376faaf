package dev.midstream.engine.batch;

/**
 * What a network answers to a batch.
 *
 * @param values {@code [points, images, classes]}
 * @param points how many points of a subspace answered; 1 for a plain network
 */
public record Answers(float[] values, int points, int classes) {}
