package dev.midstream.offline.result;

import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.sequence.FinitePopulation;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.metrics.sequence.RunningAccuracy;
import java.util.List;
import java.util.Optional;

/**
 * Where the accuracy on the whole split lies, of which the images are a random part, or all. Images
 * that could not be answered count as unseen: the lower end takes them as wrong, the upper end as
 * right.
 */
public final class WholeSet {
    private WholeSet() {}

    /**
     * The accuracy on clean images; empty without any, and where not every image is shown clean.
     */
    public static Optional<Interval> clean(ColumnResult result) {
        return of(
                result,
                result.shown().under(Condition.CLEAN) > 0 ? List.of(Condition.CLEAN) : List.of());
    }

    /** The mean over the corrupted conditions, of the n intervals at error 0.05/n. */
    public static Optional<Interval> corrupted(ColumnResult result) {
        return of(result, result.corrupted());
    }

    private static Optional<Interval> of(ColumnResult result, List<Condition> conditions) {
        if (conditions.isEmpty() || result.shown().isOneCondition()) {
            return Optional.empty();
        }
        int n = conditions.size();
        double low = 0;
        double high = 0;
        for (Condition condition : conditions) {
            ClassificationSums sums = result.sums(condition);
            Interval own =
                    FinitePopulation.accuracy(
                            sums.correct(),
                            sums.count(),
                            result.shown().under(condition) - sums.count(),
                            result.shown().population(),
                            Interval.DEFAULT_ERROR / n);
            low += own.low() / n;
            high += own.high() / n;
        }
        return Optional.of(new Interval(low, high));
    }

    /**
     * The mean over the corrupted conditions from images that were each shown under one, so far. An
     * image that could not be answered counts as wrong.
     */
    public static Interval pooled(ColumnResult result) {
        long correct = 0;
        long shown = 0;
        for (Condition condition : result.corrupted()) {
            correct += result.sums(condition).correct();
            shown += result.shown().under(condition);
        }
        return RunningAccuracy.interval(correct, shown, Interval.DEFAULT_ERROR);
    }
}
