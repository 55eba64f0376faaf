package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.view.CellKey;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.PointKey;
import dev.midstream.dashboard.view.RunView;
import dev.midstream.dashboard.view.SummaryView;
import dev.midstream.dashboard.view.SummaryView.MeanView;
import dev.midstream.dashboard.view.SummaryView.PooledView;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.sequence.FinitePopulation;
import dev.midstream.metrics.sequence.Interval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What can be said of figures because their run is known: the accuracy on all of its images, where
 * they come in random order, each under every condition; the mean over corruptions from pooled
 * images, where each is shown under one; and that copies were counted.
 *
 * <p>An image that could not be answered became a dead letter, which says of which run, condition
 * and model; a record that could not be read counts as an unseen image of every cell, and as no
 * wrong answer of a mean. Those are known that came since the dashboard started and, of each
 * partition, at most the last 20,000 that the topic had then. An image whose label never came is
 * neither answered nor a dead letter, and nothing says that it is missing.
 */
public final class RunFigures {
    private static final String ONE_CONDITION = "ONE_CONDITION";
    private static final String SHUFFLED = "SHUFFLED";
    private static final IntPredicate IS_CLEAN = severity -> severity == 0;

    private final RunStore runs;
    private final DeadLetterStore letters;

    public RunFigures(RunStore runs, DeadLetterStore letters) {
        this.runs = runs;
        this.letters = letters;
    }

    /** Completes summaries. */
    public List<SummaryView> complete(List<SummaryView> summaries, MetricStore store) {
        Map<PointKey, Map<CellKey, MetricView>> cells = new HashMap<>();
        if (summaries.stream().anyMatch(one -> runs.run(one.key().runId()).isPresent())) {
            for (MetricView metric : store.all().metrics()) {
                cells.computeIfAbsent(PointKey.of(metric.key()), key -> new HashMap<>())
                        .put(metric.key(), metric);
            }
        }
        return summaries.stream()
                .map(
                        summary ->
                                complete(
                                        summary,
                                        List.copyOf(
                                                cells.getOrDefault(summary.key(), Map.of())
                                                        .values())))
                .toList();
    }

    private SummaryView complete(SummaryView summary, List<MetricView> cells) {
        Optional<RunView> known = runs.run(summary.key().runId());
        if (known.isEmpty()) {
            return summary.with(plain(summary.clean()), plain(summary.corrupted()), 0);
        }
        RunView run = known.get();
        long copies = copies(run, summary, cells);
        if (run.plan().design().equals(ONE_CONDITION)) {
            return summary.with(
                    plain(summary.clean()),
                    summary.corrupted().with(Optional.empty(), pooled(run, summary)),
                    copies);
        }
        return summary.with(
                summary.clean().with(wholeSet(run, cells, IS_CLEAN), Optional.empty()),
                summary.corrupted().with(wholeSet(run, cells, IS_CLEAN.negate()), Optional.empty()),
                copies);
    }

    private static MeanView plain(MeanView mean) {
        return mean.with(Optional.empty(), Optional.empty());
    }

    private Optional<PooledView> pooled(RunView run, SummaryView summary) {
        return Optional.ofNullable(summary.corrupted().pooled())
                .map(sample -> pooled(sample, run, summary));
    }

    private PooledView pooled(PooledView sample, RunView run, SummaryView summary) {
        RunView.End end = run.end();
        // What a stopped run did not send is not missing.
        long records = end == null ? run.plan().records() : end.sent();
        long missing = Math.max(0, records - summary.progress().images());
        long clean = Math.min(missing, named(summary.key(), IS_CLEAN));
        long corrupted = Math.min(missing - clean, named(summary.key(), IS_CLEAN.negate()));
        long pending = end == null ? 0 : missing - clean - corrupted;
        return sample.with(corrupted, pending);
    }

    /** Without records that cannot be read: they may be no images of the run, nor wrong answers. */
    private long named(PointKey point, IntPredicate severities) {
        return letters.named(
                point.runId(),
                cell -> cell.isOf(point.modelId()) && severities.test(cell.severity()));
    }

    /**
     * The mean over all cells of some severities, which the run must have shown all; at error
     * 0.05/n for each of n cells.
     */
    private Optional<Interval> wholeSet(
            RunView run, List<MetricView> cells, IntPredicate severities) {
        long planned =
                run.plan().conditions().stream()
                        .filter(condition -> severities.test(condition.severity()))
                        .count();
        List<MetricView> chosen =
                cells.stream().filter(cell -> severities.test(cell.key().severity())).toList();
        int size = run.images().count();
        if (!run.images().order().equals(SHUFFLED)
                || planned == 0
                || chosen.size() != planned
                || chosen.stream().anyMatch(cell -> cell.images().count() > size)) {
            return Optional.empty();
        }
        double low = 0;
        double high = 0;
        for (MetricView cell : chosen) {
            Interval own = wholeSet(cell, size, Interval.DEFAULT_ERROR / planned);
            low += own.low() / planned;
            high += own.high() / planned;
        }
        return Optional.of(new Interval(low, high));
    }

    private Interval wholeSet(MetricView cell, int size, double error) {
        long count = cell.images().count();
        Estimate accuracy = cell.figures().get(Figure.ACCURACY.id());
        long correct = accuracy == null ? 0 : Math.round(accuracy.value() * count);
        CellKey key = cell.key();
        long letters =
                this.letters.unanswered(
                        key.runId(),
                        other ->
                                other.isOf(key.modelId())
                                        && other.severity() == key.severity()
                                        && other.corruption().equals(key.corruption()));
        long unanswered = Math.min(letters, size - count);
        return FinitePopulation.accuracy(correct, count, unanswered, size, error);
    }

    private static long copies(RunView run, SummaryView summary, List<MetricView> cells) {
        if (run.plan().design().equals(ONE_CONDITION)) {
            return Math.max(0, summary.progress().images() - run.plan().records());
        }
        return cells.stream()
                .mapToLong(cell -> Math.max(0, cell.images().count() - run.images().count()))
                .sum();
    }
}
