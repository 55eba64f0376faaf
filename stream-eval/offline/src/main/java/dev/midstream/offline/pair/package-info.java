/** Pairs of points, of one model or of two, and how far their answers are apart. */
@NullMarked
package dev.midstream.offline.pair;

import org.jspecify.annotations.NullMarked;
