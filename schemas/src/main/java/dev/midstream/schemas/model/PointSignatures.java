package dev.midstream.schemas.model;

import dev.midstream.ModelManifest;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The signatures that score selected points. The offline evaluation and the stream take the same
 * ones, for another signature may round otherwise.
 *
 * @param names to be called one after the other: the one for all points where several points are
 *     selected and the model has it, else those of the points
 * @param points how many points they score together
 * @param rows where the selected points are among those, in the order of the selection
 */
public record PointSignatures(List<String> names, int points, List<Integer> rows) {
    /** Copies the lists. */
    public PointSignatures {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
    }

    /** Finds the signatures for points of a model. */
    public static PointSignatures of(ModelManifest manifest, PointSelection selection) {
        String all = manifest.getAllPointsSignature();
        if (selection.size() > 1 && !all.isEmpty()) {
            return new PointSignatures(
                    List.of(all), manifest.getPoints().size(), selection.indexes());
        }
        List<String> own =
                selection.indexes().stream()
                        .map(index -> manifest.getPoints().get(index).getSignature())
                        .toList();
        return new PointSignatures(
                own, own.size(), IntStream.range(0, own.size()).boxed().toList());
    }
}
