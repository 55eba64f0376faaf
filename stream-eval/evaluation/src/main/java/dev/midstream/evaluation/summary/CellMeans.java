package dev.midstream.evaluation.summary;

import dev.midstream.MeanEstimate;
import dev.midstream.PairedLead;
import dev.midstream.evaluation.record.EstimatesRecord;
import dev.midstream.evaluation.verdict.Lead;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.sequence.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What some cells come to together, each of them with the same weight. */
record CellMeans(List<SummaryCell> cells) {
    CellMeans {
        cells = List.copyOf(cells);
    }

    static CellMeans of(List<SummaryCell> cells) {
        return new CellMeans(cells);
    }

    long images() {
        return cells.stream().mapToLong(SummaryCell::images).sum();
    }

    long relabelled() {
        return cells.stream().mapToLong(SummaryCell::relabelled).sum();
    }

    /**
     * The mean of a figure; empty if there is no cell, or one does not know the figure.
     *
     * <p>Its interval is the mean of the intervals of the n cells at error 0.05/n: all of them hold
     * together with probability 0.95, though cells share their clean images (Bonferroni).
     */
    Optional<Estimate> mean(Figure figure) {
        double value = 0;
        double low = 0;
        double high = 0;
        boolean known = true;
        for (SummaryCell cell : cells) {
            Optional<Estimate> own =
                    cell.estimates().of(figure, Interval.DEFAULT_ERROR / cells.size());
            if (own.isEmpty()) {
                return Optional.empty();
            }
            value += own.get().value();
            known &= own.get().interval().isPresent();
            low += own.get().interval().map(Interval::low).orElse(0.0);
            high += own.get().interval().map(Interval::high).orElse(0.0);
        }
        int n = cells.size();
        return n == 0
                ? Optional.empty()
                : Optional.of(
                        new Estimate(
                                value / n,
                                known
                                        ? Optional.of(new Interval(low / n, high / n))
                                        : Optional.empty()));
    }

    OptionalDouble value(Figure figure) {
        return mean(figure)
                .map(estimate -> OptionalDouble.of(estimate.value()))
                .orElseGet(OptionalDouble::empty);
    }

    Map<String, MeanEstimate> record() {
        return EstimatesRecord.ofMeans(this::mean);
    }

    @Nullable PairedLead lead() {
        return Lead.record(
                cells.stream().map(SummaryCell::comparison).flatMap(Optional::stream).toList());
    }
}
