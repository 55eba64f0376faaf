/** Subspaces of networks: how the mixing weights of the endpoints are drawn, and their geometry. */
@NullMarked
package dev.midstream.trainer.subspace;

import org.jspecify.annotations.NullMarked;
