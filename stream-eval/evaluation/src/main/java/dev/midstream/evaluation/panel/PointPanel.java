package dev.midstream.evaluation.panel;

import dev.midstream.evaluation.classes.ClassMapping;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * What is judged of a model's answers.
 *
 * @param id a name made of all the rest: panels with the same id are equal
 * @param mapping which of the model's classes count, and which of them a label is
 * @param scored the number of points that the model scores
 * @param judged what figures are kept of: points, and ensembles of them
 */
public record PointPanel(
        String id, String modelId, ClassMapping mapping, int scored, List<JudgedPoint> judged)
        implements Serializable {
    /** Names the panel by its contents. */
    public static PointPanel of(
            String modelId, ClassMapping mapping, int scored, List<JudgedPoint> judged) {
        StringJoiner contents = new StringJoiner("\n").add(modelId);
        contents.add(mapping.modelClasses() + " " + scored);
        if (!mapping.isIdentity()) {
            contents.add(mapping.kept() + " " + mapping.positions());
        }
        for (JudgedPoint point : judged) {
            contents.add(point.pointId() + " " + point.row());
            contents.add(point.subspace() + " " + point.role() + " " + point.weights());
            contents.add(point.referenceModelId()).add(point.referencePointId());
        }
        byte[] bytes = contents.toString().getBytes(StandardCharsets.UTF_8);
        String id = UUID.nameUUIDFromBytes(bytes).toString();
        return new PointPanel(id, modelId, mapping, scored, new ArrayList<>(judged));
    }

    /** Returns the number of logits of a point. */
    public int classes() {
        return mapping.size();
    }

    /** Returns whether the mean of all scored points is judged, which has no row of its own. */
    public boolean hasEnsembleRow() {
        for (int i = 0; i < judged.size(); i++) {
            if (judged.get(i).row() == JudgedPoint.ENSEMBLE_ROW) {
                return true;
            }
        }
        return false;
    }

    /** Returns the ids of all that is judged. */
    public List<String> judgedIds() {
        return judged.stream().map(JudgedPoint::pointId).toList();
    }
}
