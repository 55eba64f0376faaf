/** How a subspace is trained, whatever the data set: a typed recipe and its record in manifests. */
@NullMarked
package dev.midstream.trainer.recipe;

import org.jspecify.annotations.NullMarked;
