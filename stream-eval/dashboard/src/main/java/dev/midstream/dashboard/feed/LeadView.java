package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.feed.MetricView.ComparisonView;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a point does against the reference point on the same images, over one or several cells.
 *
 * <p>A cell counts as ahead or behind when its always-valid p-value is at most 0.05 divided by the
 * number of cells: the chance that any of them is counted wrongly stays below 0.05, whatever the
 * cells share and however often one looks (Bonferroni).
 *
 * @param wins images that only this point classified correctly
 * @param losses images that only the reference classified correctly
 * @param cells compared
 * @param surelyAhead cells in which this point is better
 * @param surelyBehind cells in which the reference is better
 * @param pValue that the two are equally good in all cells: the smallest times their number
 */
public record LeadView(
        String referenceModelId,
        String referencePointId,
        long wins,
        long losses,
        int cells,
        int surelyAhead,
        int surelyBehind,
        @Nullable Double pValue) {
    private static final double ERROR = 0.05;

    /**
     * Over the metrics that have a comparison with the reference of the first; null if none has.
     */
    static @Nullable LeadView of(Collection<MetricView> metrics) {
        List<ComparisonView> all =
                metrics.stream().map(MetricView::comparison).filter(Objects::nonNull).toList();
        if (all.isEmpty()) {
            return null;
        }
        String model = all.get(0).referenceModelId();
        String point = all.get(0).referencePointId();
        List<ComparisonView> cells =
                all.stream()
                        .filter(
                                cell ->
                                        cell.referenceModelId().equals(model)
                                                && cell.referencePointId().equals(point))
                        .toList();
        long wins = 0;
        long losses = 0;
        int ahead = 0;
        int behind = 0;
        double smallest = 1;
        boolean tested = false;
        for (ComparisonView cell : cells) {
            wins += cell.wins();
            losses += cell.losses();
            Double pValue = cell.pValue();
            if (pValue != null) {
                tested = true;
                smallest = Math.min(smallest, pValue);
                boolean sure = pValue <= ERROR / cells.size();
                ahead += sure && cell.wins() > cell.losses() ? 1 : 0;
                behind += sure && cell.wins() < cell.losses() ? 1 : 0;
            }
        }
        return new LeadView(
                model,
                point,
                wins,
                losses,
                cells.size(),
                ahead,
                behind,
                tested ? (Double) Math.min(1, cells.size() * smallest) : null);
    }
}
