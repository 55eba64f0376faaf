package dev.midstream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.PairedComparison;
import dev.midstream.RobustnessMetric;
import dev.midstream.dashboard.MetricSamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadViewTest {
    private static MetricView compared(int severity, long wins, long losses, double pValue) {
        RobustnessMetric metric = MetricSamples.metric("midpoint", "snow", severity);
        metric.put(
                "comparison",
                new PairedComparison("endpoint-0", "", wins, losses, pValue, wins + losses));
        return MetricView.of(metric);
    }

    @Test
    void of_metricsWithoutComparison_isNone() {
        MetricView metric = MetricView.of(MetricSamples.metric("midpoint", "snow", 1));
        assertThat(LeadView.of(List.of(metric))).isNull();
        assertThat(LeadView.of(List.of())).isNull();
    }

    @Test
    void of_severalCells_countsThoseBelowTheirShareOfTheError() {
        LeadView lead =
                LeadView.of(
                        List.of(
                                compared(1, 30, 5, 0.0001),
                                compared(2, 5, 30, 0.012),
                                compared(3, 20, 10, 0.013),
                                compared(4, 10, 10, 1)));
        assertThat(lead).isEqualTo(new LeadView("line-8", "endpoint-0", 65, 55, 4, 1, 1, 0.0004));
    }

    @Test
    void of_cellsWithoutPValue_knowsNone() {
        LeadView lead = LeadView.of(List.of(compared(1, 30, 5, Double.NaN)));
        assertThat(lead).isEqualTo(new LeadView("line-8", "endpoint-0", 30, 5, 1, 0, 0, null));
    }

    @Test
    void of_manyDoubtfulCells_isNeverMoreThanCertainlyEqual() {
        LeadView lead = LeadView.of(List.of(compared(1, 3, 2, 0.9), compared(2, 3, 2, 0.8)));
        assertThat(lead.pValue()).isEqualTo(1);
    }
}
