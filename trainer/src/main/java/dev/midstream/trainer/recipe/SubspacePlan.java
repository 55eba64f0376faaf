package dev.midstream.trainer.recipe;

import dev.midstream.SubspaceKind;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.subspace.Sampling;
import java.util.Optional;
import java.util.OptionalInt;

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

    /**
     * The subspace that options name.
     *
     * @param kind by default a line, and a single network as the member of an ensemble
     * @param endpoints by default as many as is usual
     * @throws IllegalArgumentException if there is none, with a message that says what there is
     */
    public static Subspace subspace(Optional<String> kind, OptionalInt endpoints, int members) {
        return Subspace.named(kind.orElse(members > 1 ? "point" : "line"), endpoints);
    }

    /** The kind of the result, as a manifest names it. */
    public SubspaceKind kind() {
        return members > 1 ? SubspaceKind.ENSEMBLE : subspace.kind();
    }
}
