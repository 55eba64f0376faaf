package dev.midstream.offline.model;

import dev.midstream.ModelManifest;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.util.ArrayList;
import java.util.List;

/**
 * A model with what is evaluated of it.
 *
 * @param points the points that are scored
 * @param columns what figures are reported of
 */
public record EvaluatedModel(
        ModelDirectory directory, PointSelection points, List<Column> columns) {
    public EvaluatedModel {
        columns = List.copyOf(columns);
    }

    /**
     * The selected points, then the ensembles of them.
     *
     * @throws IllegalArgumentException if the model does not have them, with a message for the user
     */
    public static EvaluatedModel of(
            ModelDirectory directory, String points, EnsembleChoice ensembles) {
        PointSelection selection = PointSelection.parse(directory.manifest(), points);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < selection.size(); i++) {
            columns.add(Column.of(selection.ids().get(i), List.of(i)));
        }
        columns.addAll(ensembles.columns(directory.manifest(), selection));
        return new EvaluatedModel(directory, selection, columns);
    }

    /** The same model, with each column a second time at its temperature. */
    public EvaluatedModel withTemperatures(List<Double> temperatures) {
        List<Column> all = new ArrayList<>(columns);
        for (int i = 0; i < columns.size(); i++) {
            all.add(columns.get(i).scaledBy(temperatures.get(i)));
        }
        return new EvaluatedModel(directory, points, all);
    }

    /** The same model, with the columns that {@link #withTemperatures} gives, as yet unscaled. */
    public EvaluatedModel withScaledNames() {
        return withTemperatures(columns.stream().map(column -> 1.0).toList());
    }

    public ModelManifest manifest() {
        return directory.manifest();
    }

    public String modelId() {
        return manifest().getModelId();
    }

    public int classes() {
        return manifest().getClasses().size();
    }

    /** The names of the columns, in order. */
    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }
}
