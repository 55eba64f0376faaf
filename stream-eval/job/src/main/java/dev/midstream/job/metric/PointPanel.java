package dev.midstream.job.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The points that are judged on every image.
 *
 * @param pointIds in the order of the logits
 * @param ensemble whether the mean of their logits is judged too
 */
public record PointPanel(String modelId, List<String> pointIds, Ensemble ensemble, int classes)
        implements Serializable {
    /** The id under which the ensemble of all points is reported. */
    public static final String ENSEMBLE = "ensemble";

    /** Whether the ensemble of the points is judged beside them. */
    public enum Ensemble {
        INCLUDED,
        EXCLUDED
    }

    /** Returns the ids of all that is judged; the ensemble is last. */
    public List<String> judgedIds() {
        List<String> ids = new ArrayList<>(pointIds);
        if (ensemble == Ensemble.INCLUDED) {
            ids.add(ENSEMBLE);
        }
        return List.copyOf(ids);
    }
}
