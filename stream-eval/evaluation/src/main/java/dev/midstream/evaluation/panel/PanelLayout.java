package dev.midstream.evaluation.panel;

import dev.midstream.ModelManifest;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.schemas.model.PointSelection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How the answers of a model become those of its panel.
 *
 * @param panel what is judged
 * @param derived the columns whose logits follow those of the scored points, in their order
 */
public record PanelLayout(PointPanel panel, List<Column> derived) implements Serializable {
    /** Copies the columns. */
    public PanelLayout {
        derived = List.copyOf(derived);
    }

    /**
     * Lays out some columns of a model.
     *
     * @param points the scored points, into which the columns' members are indexes
     * @param mapping which of the model's classes count
     */
    public static PanelLayout of(
            ModelManifest manifest,
            PointSelection points,
            List<Column> columns,
            Reference reference,
            ClassMapping mapping) {
        List<String> ids = columns.stream().map(Column::name).toList();
        List<Column> derived = new ArrayList<>();
        List<JudgedPoint> judged = new ArrayList<>();
        for (Column column : columns) {
            int row = points.size() + derived.size();
            if (column.isPoint()) {
                row = column.members().get(0);
            } else if (column.isEnsembleOfAll()) {
                row = JudgedPoint.ENSEMBLE_ROW;
            } else {
                derived.add(column);
            }
            judged.add(
                    JudgedPoint.of(
                            column.name(),
                            row,
                            PointProfile.of(manifest, ids, column.name(), reference)));
        }
        return new PanelLayout(
                PointPanel.of(manifest.getModelId(), mapping, points.size(), judged), derived);
    }

    /**
     * Returns what the model answered for one image of a batch, for the classes that count.
     *
     * @param logits {@code [points, images, classes]} of the scored points, for all of the model's
     *     classes
     */
    public ModelAnswer answer(float[] logits, int image, int images) {
        int classes = panel.classes();
        int scored = panel.scored();
        float[] rows = new float[(scored + derived.size()) * classes];
        for (int point = 0; point < scored; point++) {
            int from = (point * images + image) * panel.mapping().modelClasses();
            copy(logits, from, rows, point * classes);
        }
        for (int i = 0; i < derived.size(); i++) {
            derived.get(i).write(rows, classes, scored + i);
        }
        return new ModelAnswer(panel, rows);
    }

    private void copy(float[] logits, int from, float[] rows, int to) {
        ClassMapping mapping = panel.mapping();
        if (mapping.keepsAll()) {
            System.arraycopy(logits, from, rows, to, mapping.size());
            return;
        }
        for (int i = 0; i < mapping.size(); i++) {
            rows[to + i] = logits[from + mapping.modelClass(i)];
        }
    }
}
