/** The endpoints of a subspace in training: how they start, how they are mixed, what is drawn. */
@NullMarked
package dev.midstream.trainer.subspace;

import org.jspecify.annotations.NullMarked;
