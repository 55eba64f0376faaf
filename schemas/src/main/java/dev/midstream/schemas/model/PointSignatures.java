package dev.midstream.schemas.model;

import dev.midstream.ModelManifest;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The signatures to call for selected points. Offline evaluation and stream call the same ones,
 * since signatures may round differently.
 *
 * @param names the signatures in the order of their calls: if several points are selected and the
 *     model has a signature for all points, that one; otherwise those of the selected points
 * @param points total number of points that the signatures return
 * @param rows indices of the selected points among those, in the order of the selection
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
