package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.MetricView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The choice of metrics by their key's fields, as given by a query string. */
final class MetricFilter implements Predicate<MetricView> {
    private static final Map<String, Function<MetricView, String>> FIELDS = fields();

    private final Map<String, List<String>> wanted;

    private MetricFilter(Map<String, List<String>> wanted) {
        this.wanted = wanted;
    }

    /**
     * Metrics that have, for every named field, one of its given values.
     *
     * @throws IllegalArgumentException if a name is not that of a key field
     */
    static MetricFilter of(Map<String, List<String>> query) {
        for (String name : query.keySet()) {
            if (!FIELDS.containsKey(name)) {
                throw new IllegalArgumentException(
                        "Unknown filter. Use " + String.join(", ", FIELDS.keySet()) + ".");
            }
        }
        return new MetricFilter(query);
    }

    private static Map<String, Function<MetricView, String>> fields() {
        Map<String, Function<MetricView, String>> fields = new LinkedHashMap<>();
        fields.put("runId", MetricView::runId);
        fields.put("modelId", MetricView::modelId);
        fields.put("pointId", MetricView::pointId);
        fields.put("dataset", MetricView::dataset);
        fields.put("corruption", MetricView::corruption);
        fields.put("severity", metric -> String.valueOf(metric.severity()));
        fields.put("labelKind", MetricView::labelKind);
        return fields;
    }

    @Override
    public boolean test(MetricView metric) {
        for (Map.Entry<String, List<String>> entry : wanted.entrySet()) {
            Function<MetricView, String> field = FIELDS.get(entry.getKey());
            if (field != null && !entry.getValue().contains(field.apply(metric))) {
                return false;
            }
        }
        return true;
    }
}
