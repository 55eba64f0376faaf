/**
 * Subspaces of networks: which mixing weights their points have, and how points lie to each other.
 */
@NullMarked
package dev.midstream.evaluation.subspace;

import org.jspecify.annotations.NullMarked;
