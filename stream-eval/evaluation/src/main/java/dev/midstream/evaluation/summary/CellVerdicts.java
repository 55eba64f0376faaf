package dev.midstream.evaluation.summary;

import dev.midstream.SureCell;
import dev.midstream.evaluation.verdict.Comparison;
import dev.midstream.evaluation.verdict.Verdict;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.metrics.sequence.ManyTests;
import java.util.ArrayList;
import java.util.List;

/**
 * In which cells a point is ahead of or behind its reference on the images so far; none where cells
 * were compared with different references.
 */
final class CellVerdicts {
    private CellVerdicts() {}

    /** With probability 95 % none of these is wrong (Bonferroni over the cells compared). */
    static List<SureCell> sure(List<SummaryCell> cells) {
        List<SummaryCell> compared = compared(cells);
        List<SureCell> sure = new ArrayList<>();
        for (SummaryCell cell : compared) {
            Verdict verdict = Verdict.of(sums(cell), compared.size());
            if (verdict != Verdict.OPEN) {
                sure.add(record(cell, verdict));
            }
        }
        return sure;
    }

    /** At most 5 % of these are wrong, on average (e-BH over the cells compared). */
    static List<SureCell> discoveries(List<SummaryCell> cells) {
        List<SummaryCell> compared = compared(cells);
        List<Double> evidence = compared.stream().map(cell -> sums(cell).logEvidence()).toList();
        return ManyTests.discoveries(evidence, Interval.DEFAULT_ERROR).stream()
                .map(compared::get)
                .map(cell -> record(cell, Verdict.towards(sums(cell))))
                .toList();
    }

    private static List<SummaryCell> compared(List<SummaryCell> cells) {
        List<SummaryCell> compared =
                cells.stream().filter(cell -> cell.comparison().isPresent()).toList();
        // A verdict does not say which reference it is about.
        long references =
                compared.stream().map(cell -> comparison(cell).reference()).distinct().count();
        return references > 1 ? List.of() : compared;
    }

    private static Comparison comparison(SummaryCell cell) {
        return cell.comparison().orElseThrow();
    }

    private static PairedSums sums(SummaryCell cell) {
        return comparison(cell).sums();
    }

    private static SureCell record(SummaryCell cell, Verdict verdict) {
        return new SureCell(
                cell.condition().corruption(), cell.condition().severity(), verdict.name());
    }
}
