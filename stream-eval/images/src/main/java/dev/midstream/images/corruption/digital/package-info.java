/** Corruptions of colour, geometry, resolution and compression. */
@NullMarked
package dev.midstream.images.corruption.digital;

import org.jspecify.annotations.NullMarked;
