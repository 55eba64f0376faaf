package dev.midstream.offline.run;

import dev.midstream.images.corruption.Condition;

/**
 * Some consecutive images under one condition.
 *
 * @param condition what is done to them
 * @param first index of the first image in the plan
 * @param size how many
 */
public record Chunk(Condition condition, int first, int size) {}
