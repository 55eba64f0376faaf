package dev.midstream.trainer.recipe;

import dev.midstream.SubspaceKind;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.subspace.Sampling;

/**
 * What is learnt: a subspace, or an ensemble of single networks.
 *
 * @param sampling how the points of a training step are drawn
 * @param members how many networks are trained independently; 1 unless the subspace is a point
 */
public record SubspacePlan(Subspace subspace, Sampling sampling, int members) {
    public SubspacePlan {
        if (members < 1) {
            throw new IllegalArgumentException(
                    "Invalid number of members: " + members + ". Use at least 1.");
        }
        if (members > 1 && subspace.endpoints() > 1) {
            throw new IllegalArgumentException(
                    "Invalid number of members: an ensemble is of single networks. Use --subspace"
                            + " point, or a single member.");
        }
    }

    /** The kind of the result, as a manifest names it. */
    public SubspaceKind kind() {
        return members > 1 ? SubspaceKind.ENSEMBLE : subspace.kind();
    }
}
