package dev.midstream.offline.early;

/**
 * A question about a population.
 *
 * @param question is given the population's items, one after the other
 */
public record Asked(Question question, Population population) {}
