package dev.midstream.schemas.model;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Some points of a model, in the order of its manifest.
 *
 * @param ids the points' names
 * @param indexes their places in the model's list of points, ascending
 */
public record PointSelection(List<String> ids, List<Integer> indexes) {
    /** Selects every point. */
    public static final String ALL = "all";

    /** The name under which the ensemble of the selected points is reported: their mean logits. */
    public static final String ENSEMBLE = "ensemble";

    /** Copies the lists. */
    public PointSelection {
        ids = List.copyOf(ids);
        indexes = List.copyOf(indexes);
    }

    /**
     * Reads the value of a {@code --points} option.
     *
     * @param text {@code all}, or names with commas between them
     * @throws IllegalArgumentException if the model has no such point, with a message for the user
     */
    public static PointSelection parse(ModelManifest manifest, String text) {
        List<String> known = manifest.getPoints().stream().map(ModelPoint::getPointId).toList();
        Set<String> wanted = new LinkedHashSet<>(known);
        if (!text.equals(ALL)) {
            wanted = new LinkedHashSet<>();
            for (String name : List.of(text.split(",", -1))) {
                wanted.add(name.strip());
            }
        }
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "Unknown point: %s. Model %s has %s."
                                .formatted(name, manifest.getModelId(), String.join(", ", known)));
            }
        }
        List<String> ids = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            if (wanted.contains(known.get(i))) {
                ids.add(known.get(i));
                indexes.add(i);
            }
        }
        return new PointSelection(ids, indexes);
    }

    /** Number of selected points. */
    public int size() {
        return ids.size();
    }
}
