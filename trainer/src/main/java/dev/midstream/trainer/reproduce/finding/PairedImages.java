package dev.midstream.trainer.reproduce.finding;

/**
 * Two networks on the same test images, under every condition of a claim and with every seed. An
 * image is compared as often, and counts once in the test: its versions, and networks of other
 * seeds, tend to agree about it.
 *
 * @param wins comparisons in which only the side was right that the claim finds ahead
 * @param losses comparisons in which only the other side was right
 * @param pValue of equality, in (0, 1]
 */
public record PairedImages(long wins, long losses, double pValue) {}
