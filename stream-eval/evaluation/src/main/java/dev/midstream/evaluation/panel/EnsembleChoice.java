package dev.midstream.evaluation.panel;

import dev.midstream.ModelManifest;
import dev.midstream.SubspaceKind;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.schemas.model.PointSelection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which ensembles of points are judged beside the points.
 *
 * @param texts the values of the option {@code --ensemble}: {@code all}, {@code none}, {@code
 *     mirrored}, or names of points with commas between them
 */
public record EnsembleChoice(List<String> texts) implements Serializable {
    /** The ensemble of all selected points. */
    public static final String ALL = "all";

    /** The ensembles of two points that mirror each other, at a and 1 - a. */
    public static final String MIRRORED = "mirrored";

    /** No ensemble. */
    public static final String NONE = "none";

    /** Copies the texts. */
    public EnsembleChoice {
        texts = List.copyOf(texts);
    }

    /** Returns the ensembles that options name; without any, that of all selected points. */
    public static EnsembleChoice of(List<String> texts) {
        return new EnsembleChoice(texts.isEmpty() ? List.of(ALL) : texts);
    }

    /**
     * Returns the ensembles of a model; one that is named twice is there twice.
     *
     * @throws IllegalArgumentException if a named point is not selected, or the model has no
     *     mirrored points, with a message for the user
     */
    List<Column> columns(ModelManifest manifest, PointSelection points) {
        List<Column> columns = new ArrayList<>();
        for (String text : texts) {
            switch (text) {
                case NONE -> {}
                case ALL -> {
                    if (points.size() > 1) {
                        columns.add(all(points));
                    }
                }
                case MIRRORED -> columns.addAll(mirrored(manifest, points));
                default -> columns.add(named(points, text));
            }
        }
        return columns;
    }

    /** Returns the ensemble of all selected points. */
    static Column all(PointSelection points) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            members.add(i);
        }
        return Column.of(PointSelection.ENSEMBLE, members);
    }

    private static Column named(PointSelection points, String text) {
        List<Integer> members = new ArrayList<>();
        for (String name : List.of(text.split(",", -1))) {
            int index = points.ids().indexOf(name.strip());
            if (index < 0) {
                throw new IllegalArgumentException(
                        "Invalid --ensemble: %s is none of the evaluated points %s."
                                .formatted(name.strip(), String.join(", ", points.ids())));
            }
            members.add(index);
        }
        if (members.size() < 2) {
            throw new IllegalArgumentException(
                    "Invalid --ensemble: %s. Name two points or more, with commas between them, or use all, mirrored or none."
                            .formatted(text));
        }
        return column(points, members);
    }

    /**
     * Returns the choice for one of several models: without mirrored pairs where it is neither a
     * line nor a curve, but another of the models is.
     *
     * @param all the models
     */
    public EnsembleChoice besideOthers(ModelManifest manifest, List<ModelManifest> all) {
        return all.stream().anyMatch(EnsembleChoice::hasMirrors) ? besideLines(manifest) : this;
    }

    /** Returns the choice for a model beside others of which one is a line or curve. */
    EnsembleChoice besideLines(ModelManifest manifest) {
        if (hasMirrors(manifest)) {
            return this;
        }
        List<String> others = texts.stream().filter(text -> !text.equals(MIRRORED)).toList();
        return new EnsembleChoice(others.isEmpty() ? List.of(NONE) : others);
    }

    private static boolean hasMirrors(ModelManifest manifest) {
        return manifest.getSubspace() == SubspaceKind.LINE
                || manifest.getSubspace() == SubspaceKind.CURVE;
    }

    private static List<Column> mirrored(ModelManifest manifest, PointSelection points) {
        List<double[]> mixing =
                points.indexes().stream()
                        .map(index -> array(manifest.getPoints().get(index).getWeights()))
                        .toList();
        Optional<Subspace> subspace =
                Subspace.find(manifest.getSubspace().name(), mixing.get(0).length);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; subspace.isPresent() && i < points.size(); i++) {
            for (int j = i + 1; j < points.size(); j++) {
                if (subspace.get().mirrors(mixing.get(i), mixing.get(j))) {
                    columns.add(column(points, List.of(i, j)));
                }
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException(
                    "Invalid --ensemble: no two points of %s mirror each other on a line or curve. Add them with sample --points 0.2,0.8."
                            .formatted(manifest.getModelId()));
        }
        return columns;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Column column(PointSelection points, List<Integer> members) {
        List<String> names = members.stream().map(points.ids()::get).toList();
        return Column.of(String.join("+", names), members);
    }
}
