package dev.midstream.trainer.reproduce.plan;

/**
 * What the article finds.
 *
 * @param better the side that it finds ahead
 * @param than the other side
 */
public record Claim(Entry better, Entry than, Measure measure) {}
