package dev.midstream.evaluation.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.SureCell;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.verdict.Comparison;
import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.PairedSums;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CellVerdictsTest {
    private static final PointName MIDPOINT = new PointName("line", "midpoint");
    private static final PointName ENDPOINT = new PointName("line", "endpoint-0");

    @Test
    void verdicts_oneReference_cellsWithoutAComparisonDoNotCount() {
        List<SummaryCell> cells = List.of(cell("snow", MIDPOINT, 50, 2), cell("fog"));

        SureCell snow = new SureCell("snow", 1, "AHEAD");
        assertThat(CellVerdicts.sure(cells)).containsExactly(snow);
        assertThat(CellVerdicts.discoveries(cells)).containsExactly(snow);
    }

    @Test
    void verdicts_severalReferences_none() {
        List<SummaryCell> cells =
                List.of(cell("snow", MIDPOINT, 50, 2), cell("fog", ENDPOINT, 60, 0));

        assertThat(CellVerdicts.sure(cells)).isEmpty();
        assertThat(CellVerdicts.discoveries(cells)).isEmpty();
    }

    private static SummaryCell cell(
            String corruption, PointName reference, long wins, long losses) {
        PairedSums sums = new PairedSums(wins, losses, wins + losses);
        return cell(corruption, Optional.of(new Comparison(reference, sums, 100)));
    }

    private static SummaryCell cell(String corruption) {
        return cell(corruption, Optional.empty());
    }

    private static SummaryCell cell(String corruption, Optional<Comparison> comparison) {
        return new SummaryCell(
                new Condition(corruption, 1),
                100,
                0,
                (figure, error) -> Optional.empty(),
                Optional.empty(),
                comparison);
    }
}
