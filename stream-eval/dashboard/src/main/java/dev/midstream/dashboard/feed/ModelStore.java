package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.view.ModelView;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What jobs do with models: the latest record of each. Bounded, dropping the ones that were
 * reported first, and thread-safe.
 */
public final class ModelStore {
    /** The most models that are kept. */
    public static final int MAX_MODELS = 1_000;

    private final Map<String, ModelView> models = new HashMap<>();

    /** Adds a model, replacing an earlier record of it. */
    public synchronized void put(ModelView model) {
        models.put(model.key(), model);
        if (models.size() > MAX_MODELS) {
            models.values().stream()
                    .min(Comparator.comparing(ModelView::reportedAt))
                    .ifPresent(oldest -> models.remove(oldest.key()));
        }
    }

    /** Removes a model by the key of its record. */
    public synchronized void remove(String key) {
        models.remove(key);
    }

    /** The models of a job, by location. */
    public synchronized List<ModelView> of(String job) {
        return models.values().stream()
                .filter(model -> model.job().equals(job))
                .sorted(Comparator.comparing(ModelView::location))
                .toList();
    }
}
