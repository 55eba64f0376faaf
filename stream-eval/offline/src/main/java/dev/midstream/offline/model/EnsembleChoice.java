package dev.midstream.offline.model;

import dev.midstream.ModelManifest;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.schemas.model.PointSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which ensembles of points are evaluated beside the points.
 *
 * @param texts values of the option {@code --ensemble}
 */
public record EnsembleChoice(List<String> texts) {
    /** The ensemble of all selected points. */
    public static final String ALL = "all";

    /** The ensembles of two points that mirror each other, at a and 1 - a. */
    static final String MIRRORED = "mirrored";

    private static final String NONE = "none";

    public EnsembleChoice {
        texts = List.copyOf(texts);
    }

    /**
     * The ensembles of a model.
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
        return columns.stream().distinct().toList();
    }

    private static Column all(PointSelection points) {
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
