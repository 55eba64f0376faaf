package dev.midstream.offline.report;

import dev.midstream.MeanEstimate;
import dev.midstream.PairedLead;
import dev.midstream.cli.terminal.TextTable;
import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.WholeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How sure accuracies are: on the images so far, and on the whole set that they are a random part
 * of.
 */
public final class AccuracyTable {
    private static final int TEXT_COLUMNS = 2;
    private static final String NONE = "-";

    private AccuracyTable() {}

    /** A row a column on clean images, and one for the mean over the corrupted conditions. */
    public static String of(List<ColumnResult> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "accuracy, 95 % intervals",
                        "on", "so far", "whole set", "less the reference's"));
        for (ColumnResult result : results) {
            if (result.shown().under(Condition.CLEAN) > 0) {
                rows.add(
                        row(
                                result,
                                "clean",
                                estimate(result.summary().getClean().get(Figure.ACCURACY.id())),
                                WholeSet.clean(result),
                                result.summary().getCleanLead()));
            }
            if (!result.corrupted().isEmpty()) {
                rows.add(corrupted(result));
            }
        }
        return TextTable.of(TEXT_COLUMNS, rows);
    }

    private static List<String> corrupted(ColumnResult result) {
        return result.shown().isOneCondition()
                ? row(
                        result,
                        "mean corrupted",
                        percent(WholeSet.pooled(result)),
                        Optional.empty(),
                        result.summary().getPooled() == null
                                ? null
                                : result.summary().getPooled().getLead())
                : row(
                        result,
                        "mean corrupted",
                        estimate(result.summary().getCorrupted().get(Figure.ACCURACY.id())),
                        WholeSet.corrupted(result),
                        result.summary().getCorruptedLead());
    }

    private static List<String> row(
            ColumnResult result,
            String on,
            String soFar,
            Optional<Interval> whole,
            @Nullable PairedLead lead) {
        return List.of(
                result.qualifiedName(),
                on,
                soFar,
                whole.map(AccuracyTable::percent).orElse(NONE),
                lead == null ? NONE : estimate(lead.getDifference()));
    }

    private static String estimate(@Nullable MeanEstimate estimate) {
        return estimate == null || estimate.getLow() == null || estimate.getHigh() == null
                ? NONE
                : percent(new Interval(estimate.getLow(), estimate.getHigh()));
    }

    private static String percent(Interval interval) {
        return String.format(
                Locale.ROOT, "%.2f to %.2f %%", 100 * interval.low(), 100 * interval.high());
    }
}
