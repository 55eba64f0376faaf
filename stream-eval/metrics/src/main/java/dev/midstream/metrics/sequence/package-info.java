/**
 * Confidence sequences and tests that hold however often they are looked at and in whatever order
 * images come, as functions of mergeable sums.
 *
 * <p>All of them are about <em>the images so far</em>. Image {@code i} has, given the past, some
 * probability of a correct answer: its conditional mean. A sequence covers the mean of these
 * conditional means over the images counted so far, which moves as images come: in a stream sorted
 * by class it is, halfway, that of the first classes. Three things follow:
 *
 * <ul>
 *   <li>What holds for a whole test set needs a shuffled stream; {@link
 *       dev.midstream.metrics.sequence.FinitePopulation} is for such a one.
 *   <li>A verdict is that of now. The smallest p-value seen, or the intersection of all intervals
 *       seen, says nothing valid about a mean that moves.
 *   <li>An image counted twice counts as two images, although it is no new evidence.
 * </ul>
 *
 * <p>Nothing here depends on the other packages.
 */
@NullMarked
package dev.midstream.metrics.sequence;

import org.jspecify.annotations.NullMarked;
