/** Corruptions that add noise to the values of pixels. */
@NullMarked
package dev.midstream.images.corruption.noise;

import org.jspecify.annotations.NullMarked;
