package dev.midstream.evaluation.panel;

import dev.midstream.PointPosition;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.reference.PointProfile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A point or an ensemble whose figures are kept, as it travels with the logits.
 *
 * @param row the row of its logits, or {@link #ENSEMBLE_ROW} for the mean of all scored points
 * @param subspace its subspace; empty for an ensemble
 * @param role in the subspace; empty for an ensemble
 * @param weights of the endpoints
 * @param referenceModelId of the point that it is compared with; empty for none
 * @param referencePointId of the point that it is compared with; empty for none
 */
public record JudgedPoint(
        String pointId,
        int row,
        String subspace,
        String role,
        List<Double> weights,
        String referenceModelId,
        String referencePointId)
        implements Serializable {
    /** Stands for the mean of the rows of all scored points. */
    public static final int ENSEMBLE_ROW = -1;

    static JudgedPoint of(String pointId, int row, PointProfile profile) {
        return new JudgedPoint(
                pointId,
                row,
                profile.position().map(PointPosition::getSubspace).orElse(""),
                profile.position().map(PointPosition::getRole).orElse(""),
                profile.position()
                        .map(position -> new ArrayList<>(position.getWeights()))
                        .orElseGet(ArrayList::new),
                profile.reference().map(PointName::modelId).orElse(""),
                profile.reference().map(PointName::pointId).orElse(""));
    }

    /** Returns whether the point is compared with another. */
    public boolean isCompared() {
        return !referencePointId.isEmpty();
    }

    /** Returns what is known of the point. */
    public PointProfile profile() {
        return new PointProfile(
                subspace.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PointPosition(subspace, role, weights)),
                isCompared()
                        ? Optional.of(new PointName(referenceModelId, referencePointId))
                        : Optional.empty());
    }
}
