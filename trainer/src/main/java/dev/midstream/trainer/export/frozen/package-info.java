/** Points of a subspace with constant weights, as a SavedModel. */
@NullMarked
package dev.midstream.trainer.export.frozen;

import org.jspecify.annotations.NullMarked;
