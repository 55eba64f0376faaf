/** Test images in memory and the seeded randomness that every part of Midstream draws from. */
@NullMarked
package dev.midstream.images;

import org.jspecify.annotations.NullMarked;
