package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.DeadLetterView;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.PointKey;
import dev.midstream.dashboard.view.RunView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The choice of items by some of their fields, as given by a query string: items that have, for
 * every named field, one of its given values.
 */
final class Filter<T> implements Predicate<T> {
    private static final Map<String, Function<MetricView, String>> METRIC = new LinkedHashMap<>();
    private static final Map<String, Function<PointKey, String>> SUMMARY = new LinkedHashMap<>();
    private static final Map<String, Function<DeadLetterView, String>> LETTER =
            new LinkedHashMap<>();
    private static final Map<String, Function<RunView, String>> RUN = new LinkedHashMap<>();

    static {
        METRIC.put("runId", metric -> metric.key().runId());
        METRIC.put("modelId", metric -> metric.key().modelId());
        METRIC.put("pointId", metric -> metric.key().pointId());
        METRIC.put("dataset", metric -> metric.key().dataset());
        METRIC.put("corruption", metric -> metric.key().corruption());
        METRIC.put("severity", metric -> String.valueOf(metric.key().severity()));
        METRIC.put("labelKind", metric -> metric.key().labelKind());
        SUMMARY.put("runId", PointKey::runId);
        SUMMARY.put("modelId", PointKey::modelId);
        SUMMARY.put("pointId", PointKey::pointId);
        SUMMARY.put("dataset", PointKey::dataset);
        SUMMARY.put("labelKind", PointKey::labelKind);
        LETTER.put("fault", DeadLetterView::fault);
        LETTER.put("topic", letter -> letter.origin().topic());
        RUN.put("runId", RunView::runId);
        RUN.put("dataset", run -> run.images().dataset());
    }

    private final Map<String, Function<T, String>> fields;
    private final Map<String, List<String>> wanted;

    private Filter(Map<String, Function<T, String>> fields, Map<String, List<String>> query) {
        Map<String, List<String>> named = new LinkedHashMap<>(query);
        named.remove(Paging.OFFSET);
        named.remove(Paging.LIMIT);
        for (String name : named.keySet()) {
            if (!fields.containsKey(name)) {
                throw new IllegalArgumentException(
                        "Unknown filter. Use " + String.join(", ", fields.keySet()) + ".");
            }
        }
        this.fields = fields;
        this.wanted = named;
    }

    /**
     * Of metrics, by the fields of their key.
     *
     * @throws IllegalArgumentException if a name is not that of such a field
     */
    static Filter<MetricView> ofMetrics(Map<String, List<String>> query) {
        return new Filter<>(METRIC, query);
    }

    /**
     * Of summaries, by the fields of their key.
     *
     * @throws IllegalArgumentException if a name is not that of such a field
     */
    static Filter<PointKey> ofSummaries(Map<String, List<String>> query) {
        return new Filter<>(SUMMARY, query);
    }

    /**
     * Of dead letters, by their fault and the topic they came from.
     *
     * @throws IllegalArgumentException if a name is not that of such a field
     */
    static Filter<DeadLetterView> ofDeadLetters(Map<String, List<String>> query) {
        return new Filter<>(LETTER, query);
    }

    /**
     * Of runs, by their id and data set.
     *
     * @throws IllegalArgumentException if a name is not that of such a field
     */
    static Filter<RunView> ofRuns(Map<String, List<String>> query) {
        return new Filter<>(RUN, query);
    }

    /** Whether everything passes. */
    boolean isEmpty() {
        return wanted.isEmpty();
    }

    /** Whether metrics of a point may pass: by those fields that the point has. */
    boolean mayHold(PointKey key) {
        return SUMMARY.entrySet().stream()
                .allMatch(
                        field ->
                                !wanted.containsKey(field.getKey())
                                        || wanted.getOrDefault(field.getKey(), List.of())
                                                .contains(field.getValue().apply(key)));
    }

    @Override
    public boolean test(T item) {
        for (Map.Entry<String, List<String>> entry : wanted.entrySet()) {
            Function<T, String> field = fields.get(entry.getKey());
            if (field != null && !entry.getValue().contains(field.apply(item))) {
                return false;
            }
        }
        return true;
    }
}
