package dev.midstream.evaluation.verdict;

import dev.midstream.PairedLead;
import dev.midstream.evaluation.record.EstimatesRecord;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.sequence.Interval;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a point does against another on the same images, over one or several cells.
 *
 * @param wins images that only this point classified correctly
 * @param losses images that only the other classified correctly
 * @param cells compared
 * @param surelyAhead cells whose {@link Verdict} is {@link Verdict#AHEAD}, all cells together
 * @param surelyBehind cells whose verdict is {@link Verdict#BEHIND}
 * @param pValue p-value of now of the hypothesis that the two are equally accurate in all cells on
 *     the images so far: the smallest of the cells' times their number
 * @param difference mean over the cells of this point's accuracy less the other's, on the images so
 *     far, with the mean of the cells' intervals at error 0.05/n; empty in earlier records
 */
public record Lead(
        long wins,
        long losses,
        int cells,
        int surelyAhead,
        int surelyBehind,
        double pValue,
        Optional<Estimate> difference) {
    /** The lead in one cell. */
    public static Lead of(Comparison cell) {
        return over(List.of(cell));
    }

    /** The reference of some cells: that of the first; empty of none. */
    public static Optional<PointName> reference(Collection<Comparison> cells) {
        return cells.stream().findFirst().map(Comparison::reference);
    }

    /** The lead over the cells that have the reference of the first; empty of none. */
    public static Optional<Lead> of(Collection<Comparison> cells) {
        return reference(cells)
                .map(
                        reference ->
                                over(
                                        cells.stream()
                                                .filter(cell -> cell.reference().equals(reference))
                                                .toList()));
    }

    private static Lead over(List<Comparison> cells) {
        long wins = 0;
        long losses = 0;
        int ahead = 0;
        int behind = 0;
        double smallest = 1;
        for (Comparison cell : cells) {
            wins += cell.sums().wins();
            losses += cell.sums().losses();
            smallest = Math.min(smallest, cell.sums().pValue());
            Verdict verdict = Verdict.of(cell.sums(), cells.size());
            ahead += verdict == Verdict.AHEAD ? 1 : 0;
            behind += verdict == Verdict.BEHIND ? 1 : 0;
        }
        return new Lead(
                wins,
                losses,
                cells.size(),
                ahead,
                behind,
                Math.min(1, cells.size() * smallest),
                difference(cells));
    }

    private static Optional<Estimate> difference(List<Comparison> cells) {
        double value = 0;
        double low = 0;
        double high = 0;
        for (Comparison cell : cells) {
            if (cell.images() == 0) {
                return Optional.empty();
            }
            Estimate own =
                    cell.sums().estimate(cell.images(), Interval.DEFAULT_ERROR / cells.size());
            value += own.value();
            low += own.interval().orElseThrow().low();
            high += own.interval().orElseThrow().high();
        }
        int n = cells.size();
        return Optional.of(new Estimate(value / n, Optional.of(new Interval(low / n, high / n))));
    }

    /** The other point's lead over this one. */
    public Lead reversed() {
        return new Lead(
                losses,
                wins,
                cells,
                surelyBehind,
                surelyAhead,
                pValue,
                difference.map(Lead::reversed));
    }

    private static Estimate reversed(Estimate estimate) {
        return new Estimate(
                0 - estimate.value(),
                estimate.interval().map(ends -> new Interval(0 - ends.high(), 0 - ends.low())));
    }

    /** The record of a lead over {@code reference}. */
    public PairedLead record(PointName reference) {
        return PairedLead.newBuilder()
                .setReferenceModelId(reference.modelId())
                .setReferencePointId(reference.pointId())
                .setWins(wins)
                .setLosses(losses)
                .setCells(cells)
                .setSurelyAhead(surelyAhead)
                .setSurelyBehind(surelyBehind)
                .setPValue(pValue)
                .setDifference(difference.map(EstimatesRecord::mean).orElse(null))
                .build();
    }

    /** The record of the lead over some cells; null of none, as records have it. */
    public static @Nullable PairedLead record(Collection<Comparison> cells) {
        return reference(cells)
                .flatMap(reference -> of(cells).map(lead -> lead.record(reference)))
                .orElse(null);
    }

    /** The lead that a record holds. */
    public static Lead of(PairedLead record) {
        return new Lead(
                record.getWins(),
                record.getLosses(),
                record.getCells(),
                record.getSurelyAhead(),
                record.getSurelyBehind(),
                record.getPValue(),
                Optional.ofNullable(record.getDifference()).map(EstimatesRecord::read));
    }
}
