package dev.midstream.evaluation.panel;

import dev.midstream.ModelManifest;
import dev.midstream.schemas.model.PointSelection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user wants to be judged of every model.
 *
 * @param points the names given with {@code --points}; {@code ensemble} adds the ensemble of the
 *     others, and alone stands for the ensemble of all points without the points themselves
 * @param ensembles the ensembles beside the points
 * @param temperatures of those that are judged a second time, with scaled logits
 */
public record PanelChoice(
        List<String> points, EnsembleChoice ensembles, ColumnTemperatures temperatures)
        implements Serializable {
    /** Copies the names. */
    public PanelChoice {
        points = List.copyOf(points);
    }

    /** Reads the values of the options {@code --points} and {@code --ensemble}. */
    public static PanelChoice parse(String points, List<String> ensembles) {
        return new PanelChoice(
                List.of(points.split(",", -1)),
                EnsembleChoice.of(ensembles),
                ColumnTemperatures.NONE);
    }

    /** Returns the choice for one of several models; see {@link EnsembleChoice#besideOthers}. */
    public PanelChoice besideOthers(ModelManifest manifest, List<ModelManifest> all) {
        return new PanelChoice(points, ensembles.besideOthers(manifest, all), temperatures);
    }

    /** Returns the choice for a model beside others of which one is a line or curve. */
    public PanelChoice besideLines(ModelManifest manifest) {
        return new PanelChoice(points, ensembles.besideLines(manifest), temperatures);
    }

    /**
     * Returns the points of a model that are scored.
     *
     * @throws IllegalArgumentException if the model has no such point, with a message for the user
     */
    public PointSelection selection(ModelManifest manifest) {
        return PointSelection.select(manifest, points);
    }

    /**
     * Returns the columns of a model: its selected points, then the ensembles of them, then those
     * of both that have a temperature, with scaled logits.
     *
     * @throws IllegalArgumentException if the model does not have them, with a message for the user
     */
    public List<Column> columns(ModelManifest manifest, PointSelection selection) {
        List<Column> columns = new ArrayList<>();
        if (!onlyEnsemble()) {
            for (int i = 0; i < selection.size(); i++) {
                columns.add(Column.of(selection.ids().get(i), List.of(i)));
            }
        }
        if (points.stream().anyMatch(PanelChoice::isEnsemble)) {
            columns.add(EnsembleChoice.all(selection));
        }
        for (Column ensemble : ensembles.columns(manifest, selection)) {
            if (columns.stream().noneMatch(column -> column.name().equals(ensemble.name()))) {
                columns.add(ensemble);
            }
        }
        return temperatures.applied(manifest.getModelId(), columns);
    }

    private boolean onlyEnsemble() {
        return points.stream().allMatch(PanelChoice::isEnsemble);
    }

    private static boolean isEnsemble(String name) {
        return name.strip().equals(PointSelection.ENSEMBLE);
    }
}
