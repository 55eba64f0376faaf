package dev.midstream.evaluation.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.evaluation.reference.PointName;
import dev.midstream.metrics.PairedSums;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadTest {
    private static final PointName REFERENCE = new PointName("line-8", "endpoint-0");

    private static Comparison compared(long wins, long losses) {
        return new Comparison(REFERENCE, new PairedSums(wins, losses, wins + losses), 100);
    }

    @ParameterizedTest
    @CsvSource({
        // p = 0.028, 0.00376 and 0.00016.
        "25, 0, 1, AHEAD",
        "0, 25, 1, BEHIND",
        "35, 0, 13, AHEAD",
        "35, 0, 14, OPEN",
        "50, 0, 300, AHEAD",
        "20, 0, 1, OPEN",
        "20, 10, 1, OPEN",
        "0, 0, 1, OPEN",
    })
    void verdict_atItsShareOfTheError_isSureOrOpen(
            long wins, long losses, int cells, Verdict expected) {
        assertThat(Verdict.of(new PairedSums(wins, losses, wins + losses), cells))
                .isEqualTo(expected);
    }

    @Test
    void of_noCell_isNone() {
        assertThat(Lead.of(List.of())).isEmpty();
        assertThat(Lead.record(List.of())).isNull();
    }

    @Test
    void of_severalCells_countsThoseBelowTheirShareOfTheError() {
        Lead lead =
                Lead.of(
                                List.of(
                                        compared(50, 5),
                                        compared(5, 50),
                                        compared(20, 10),
                                        compared(10, 10)))
                        .orElseThrow();

        assertThat(lead.wins()).isEqualTo(85);
        assertThat(lead.losses()).isEqualTo(75);
        assertThat(lead.cells()).isEqualTo(4);
        assertThat(lead.surelyAhead()).isEqualTo(1);
        assertThat(lead.surelyBehind()).isEqualTo(1);
        assertThat(lead.pValue()).isCloseTo(4 * new PairedSums(50, 5, 55).pValue(), within(1e-15));
    }

    @Test
    void of_manyDoubtfulCells_pValueIsAtMostOne() {
        assertThat(Lead.of(List.of(compared(3, 2), compared(3, 2))).orElseThrow().pValue())
                .isEqualTo(1);
    }

    @Test
    void of_cellsOfAnotherReference_areLeftOut() {
        Comparison other =
                new Comparison(new PointName("other", "midpoint"), new PairedSums(50, 0, 50), 100);

        Lead lead = Lead.of(List.of(compared(3, 2), other)).orElseThrow();

        assertThat(lead.cells()).isEqualTo(1);
        assertThat(lead.wins()).isEqualTo(3);
    }

    @Test
    void reversed_isTheLeadOfTheOther() {
        Lead lead = Lead.of(List.of(compared(50, 5), compared(1, 2))).orElseThrow();

        assertThat(lead.reversed())
                .isEqualTo(Lead.of(List.of(compared(5, 50), compared(2, 1))).orElseThrow());
        assertThat(lead.reversed().reversed()).isEqualTo(lead);
    }

    @Test
    void of_record_isTheLeadThatWasWritten() {
        Lead lead = Lead.of(compared(50, 5));

        assertThat(Lead.of(lead.record(REFERENCE))).isEqualTo(lead);
        assertThat(lead.record(REFERENCE).getReferencePointId()).isEqualTo("endpoint-0");
    }
}
