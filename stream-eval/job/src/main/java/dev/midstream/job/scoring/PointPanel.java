package dev.midstream.job.scoring;

import dev.midstream.ModelManifest;
import dev.midstream.evaluation.record.PointProfile;
import dev.midstream.evaluation.record.Reference;
import dev.midstream.schemas.model.PointSelection;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * What is judged of a model's answers.
 *
 * @param id made of all the rest: panels with the same id are equal
 * @param classes logits a point
 * @param scored points that the logits are of
 * @param judged points whose figures are kept: some of those, and perhaps their ensemble
 */
public record PointPanel(
        String id, String modelId, int classes, int scored, List<JudgedPoint> judged)
        implements Serializable {
    /** Whether the ensemble of the points is judged beside them. */
    public enum Ensemble {
        INCLUDED,
        EXCLUDED,
        /** The ensemble is judged, and the points are not. */
        ALONE
    }

    /** Names the panel by its contents. */
    public static PointPanel of(String modelId, int classes, int scored, List<JudgedPoint> judged) {
        StringJoiner contents = new StringJoiner("\n").add(modelId);
        contents.add(classes + " " + scored);
        for (JudgedPoint point : judged) {
            contents.add(point.pointId() + " " + point.row());
            contents.add(point.subspace() + " " + point.role() + " " + point.weights());
            contents.add(point.referenceModelId()).add(point.referencePointId());
        }
        byte[] bytes = contents.toString().getBytes(StandardCharsets.UTF_8);
        String id = UUID.nameUUIDFromBytes(bytes).toString();
        return new PointPanel(id, modelId, classes, scored, new ArrayList<>(judged));
    }

    /** Makes the panel of some points of a model, in the order of their logits. */
    public static PointPanel of(
            ModelManifest manifest, List<String> pointIds, Ensemble ensemble, Reference reference) {
        List<String> ids = new ArrayList<>();
        if (ensemble != Ensemble.ALONE) {
            ids.addAll(pointIds);
        }
        if (ensemble != Ensemble.EXCLUDED) {
            ids.add(PointSelection.ENSEMBLE);
        }
        List<JudgedPoint> judged = new ArrayList<>();
        for (String id : ids) {
            // Of the ensemble there is no row: that is ENSEMBLE_ROW.
            judged.add(
                    JudgedPoint.of(
                            id,
                            pointIds.indexOf(id),
                            PointProfile.of(manifest, ids, id, reference)));
        }
        return of(manifest.getModelId(), manifest.getClasses().size(), pointIds.size(), judged);
    }

    /** Returns the ids of all that is judged. */
    public List<String> judgedIds() {
        return judged.stream().map(JudgedPoint::pointId).toList();
    }
}
