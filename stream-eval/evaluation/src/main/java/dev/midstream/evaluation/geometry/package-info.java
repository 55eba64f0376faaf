/** How far apart the endpoints of a subspace are. */
@NullMarked
package dev.midstream.evaluation.geometry;

import org.jspecify.annotations.NullMarked;
