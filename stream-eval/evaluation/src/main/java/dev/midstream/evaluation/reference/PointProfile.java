package dev.midstream.evaluation.reference;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.PointPosition;
import dev.midstream.PointRole;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a judged point beside its name.
 *
 * @param position its position in its subspace; empty for an ensemble
 * @param reference the point that it is compared with; empty for none, and for the reference itself
 */
public record PointProfile(Optional<PointPosition> position, Optional<PointName> reference) {
    /** Nothing is known. */
    public static final PointProfile UNKNOWN = new PointProfile(Optional.empty(), Optional.empty());

    /**
     * The profile of a point of a model.
     *
     * @param judgedIds all points of the model that are judged
     * @param pointId one of them; the ensemble is none of the manifest's points
     */
    public static PointProfile of(
            ModelManifest manifest, List<String> judgedIds, String pointId, Reference choice) {
        Optional<String> midpoint =
                manifest.getPoints().stream()
                        .filter(point -> point.getRole() == PointRole.MIDPOINT)
                        .map(ModelPoint::getPointId)
                        .filter(judgedIds::contains)
                        .findFirst();
        PointName self = new PointName(manifest.getModelId(), pointId);
        return new PointProfile(
                manifest.getPoints().stream()
                        .filter(point -> point.getPointId().equals(pointId))
                        .map(point -> position(manifest, point))
                        .findFirst(),
                choice.of(manifest.getModelId(), midpoint).filter(other -> !other.equals(self)));
    }

    private static PointPosition position(ModelManifest manifest, ModelPoint point) {
        return new PointPosition(
                manifest.getSubspace().name(), point.getRole().name(), point.getWeights());
    }
}
