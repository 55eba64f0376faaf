package dev.midstream.offline.model;

import dev.midstream.ModelManifest;
import dev.midstream.engine.Batching;
import dev.midstream.engine.Engines;
import dev.midstream.engine.IsolatingScorer;
import dev.midstream.engine.Scorer;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.panel.Column;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.util.ArrayList;
import java.util.List;

/**
 * A model with what is evaluated of it.
 *
 * @param points the points that are scored
 * @param columns what figures are reported of
 * @param mapping which of its classes count, and which of them a label is
 * @param batching how its scorers run it
 */
public record EvaluatedModel(
        ModelDirectory directory,
        PointSelection points,
        List<Column> columns,
        ClassMapping mapping,
        Batching batching) {
    /** Copies the columns. */
    public EvaluatedModel {
        columns = List.copyOf(columns);
    }

    /**
     * Returns a model with the columns of a choice, whose classes are those of the labels.
     *
     * @throws IllegalArgumentException if the model does not have them, with a message for the user
     */
    public static EvaluatedModel of(ModelDirectory directory, PanelChoice choice) {
        // Workers keep all processors busy: more threads for one operation are slower.
        return of(directory, choice, Batching.withThreads(1));
    }

    /** Like {@link #of(ModelDirectory, PanelChoice)}, run in some other way. */
    public static EvaluatedModel of(ModelDirectory model, PanelChoice choice, Batching batching) {
        ModelDirectory directory = batching.precision().named(model);
        PointSelection selection = choice.selection(directory.manifest());
        return new EvaluatedModel(
                directory,
                selection,
                choice.columns(directory.manifest(), selection),
                ClassMapping.identity(directory.manifest().getClasses().size()),
                batching);
    }

    /** Returns the same model, with each column a second time at its temperature. */
    public EvaluatedModel withTemperatures(List<Double> temperatures) {
        List<Column> all = new ArrayList<>(columns);
        for (int i = 0; i < columns.size(); i++) {
            all.add(columns.get(i).scaledBy(temperatures.get(i)));
        }
        return new EvaluatedModel(directory, points, all, mapping, batching);
    }

    /** Returns the same model for labels of other classes. */
    public EvaluatedModel with(ClassMapping other) {
        return new EvaluatedModel(directory, points, columns, other, batching);
    }

    /** Returns the columns that {@link #withTemperatures} gives, as yet with no temperature. */
    public EvaluatedModel withScaledNames() {
        return withTemperatures(columns.stream().map(column -> 1.0).toList());
    }

    /**
     * Opens the points that are scored, to be used by one thread.
     *
     * @throws InvalidModelException if no engine can use the model
     */
    public IsolatingScorer open() throws InvalidModelException {
        Scorer scorer = Engines.installed().open(directory, points, batching);
        ModelManifest manifest = manifest();
        return new IsolatingScorer(
                scorer,
                modelId(),
                manifest.getInputHeight() * manifest.getInputWidth() * manifest.getInputChannels());
    }

    /** Returns how the columns are made of the points' logits; compared with the midpoint. */
    public PanelLayout layout() {
        return PanelLayout.of(manifest(), points, columns, new Reference.Midpoint(), mapping);
    }

    /** Returns the model's manifest. */
    public ModelManifest manifest() {
        return directory.manifest();
    }

    /** Returns the model's id. */
    public String modelId() {
        return manifest().getModelId();
    }

    /** Returns the number of classes that count. */
    public int classes() {
        return mapping.size();
    }

    /** Returns the names of the columns, in order. */
    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }
}
