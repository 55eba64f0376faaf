/** Subspaces of networks: the mixing weights of their points, and how points are related. */
@NullMarked
package dev.midstream.evaluation.subspace;

import org.jspecify.annotations.NullMarked;
