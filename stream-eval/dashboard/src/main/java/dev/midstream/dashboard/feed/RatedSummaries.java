package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.view.PointKey;
import dev.midstream.dashboard.view.SummaryView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Summaries with the rates at which their images are counted. */
public final class RatedSummaries {
    private RatedSummaries() {}

    /** The summaries whose key passes a filter. */
    public static List<SummaryView> of(MetricStore store, Predicate<PointKey> filter) {
        return of(
                store,
                store.all().summaries().stream()
                        .filter(summary -> filter.test(summary.key()))
                        .toList());
    }

    /** The given summaries of the store, with rates. */
    public static List<SummaryView> of(MetricStore store, List<SummaryView> summaries) {
        Set<PointKey> keys = summaries.stream().map(SummaryView::key).collect(Collectors.toSet());
        Map<PointKey, Double> rates =
                keys.isEmpty() ? Map.of() : Rate.byPoint(store, keys::contains);
        return summaries.stream()
                .map(summary -> summary.at(Optional.ofNullable(rates.get(summary.key()))))
                .toList();
    }
}
