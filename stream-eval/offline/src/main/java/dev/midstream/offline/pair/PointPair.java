package dev.midstream.offline.pair;

import dev.midstream.evaluation.panel.Column;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.model.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Two points, of one model or of two, as places among the columns of all models.
 *
 * @param one the first
 * @param other the second, after the first
 */
public record PointPair(Place one, Place other) {
    /** The chosen pairs of points; ensembles and scaled columns are left out. */
    public static List<PointPair> of(List<EvaluatedModel> models, PairChoice choice) {
        return switch (choice) {
            case ALL -> all(models);
            case NONE -> List.of();
        };
    }

    private static List<PointPair> all(List<EvaluatedModel> models) {
        List<Place> places = new ArrayList<>();
        for (int model = 0; model < models.size(); model++) {
            List<Column> columns = models.get(model).columns();
            for (int column = 0; column < columns.size(); column++) {
                if (columns.get(column).isPoint()) {
                    places.add(new Place(model, column));
                }
            }
        }
        List<PointPair> pairs = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            for (int j = i + 1; j < places.size(); j++) {
                pairs.add(new PointPair(places.get(i), places.get(j)));
            }
        }
        return pairs;
    }
}
