package dev.midstream.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.FigureEstimate;
import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.PairedComparison;
import dev.midstream.PointPosition;
import dev.midstream.RobustnessMetric;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.verdict.Lead;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.PairedSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricViewTest {
    private final RobustnessMetric record = MetricSamples.metric("midpoint", "snow", 3);

    @Test
    void of_record_hasItsKeyAndFigures() {
        MetricView view = MetricView.of(record);
        assertThat(view.key())
                .isEqualTo(
                        new CellKey(
                                "run-1", "line-8", "midpoint", "fashion-mnist", "snow", 3, "TRUE"));
        assertThat(view.key().point())
                .isEqualTo(new PointKey("run-1", "line-8", "midpoint", "fashion-mnist", "TRUE"));
        assertThat(view.images()).isEqualTo(new ImagesView(200, 0, 0, 0));
        assertThat(view.updatedAt()).isEqualTo(MetricSamples.NOON);
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void of_record_hasEveryFigureOfTheCatalogue(Figure figure) {
        assertThat(MetricView.of(record).figures().get(figure.id()))
                .isEqualTo(RobustnessMetrics.figures(record).estimate(figure).orElseThrow());
    }

    @Test
    void of_record_hasBinsThatGiveTheEceAgain() {
        MetricView view = MetricView.of(record);
        ReliabilityView bins = view.bins();
        double gaps = 0;
        for (int i = 0; i < bins.count().size(); i++) {
            gaps += Math.abs(bins.correct().get(i) - bins.confidence().get(i));
        }
        assertThat(bins.count()).hasSize(15);
        assertThat(bins.count().stream().mapToLong(Long::longValue).sum()).isEqualTo(200);
        for (int i = 0; i < bins.count().size(); i++) {
            double accuracy = (double) bins.correct().get(i) / Math.max(1, bins.count().get(i));
            assertThat(accuracy).isBetween(bins.low().get(i), bins.high().get(i));
        }
        assertThat(bins.low()).anySatisfy(low -> assertThat(low).isPositive());
        assertThat(gaps / view.images().count())
                .isCloseTo(record.getFigures().getEstimates().get("ece").getValue(), within(1e-12));
    }

    @Test
    void of_noImages_hasNoFigures() {
        MetricView view =
                MetricView.of(
                        MetricSamples.metric(
                                record.getKey(), ClassificationSums.EMPTY, MetricSamples.NOON));
        assertThat(view.images().count()).isZero();
        assertThat(view.figures()).isEmpty();
    }

    @Test
    void of_recordWithAComparison_hasIt() {
        record.put("comparison", new PairedComparison("endpoint-0", "", 12L, 5L, 0.04, 17L, null));
        ComparisonView comparison = MetricView.of(record).comparison();
        double pValue = new PairedSums(12, 5, 17).pValue();
        assertThat(comparison)
                .isEqualTo(
                        new ComparisonView(
                                new PointName("line-8", "endpoint-0"),
                                new Lead(12, 5, 1, 0, 0, pValue, comparison.lead().difference()),
                                new Lead(
                                        5,
                                        12,
                                        1,
                                        0,
                                        0,
                                        pValue,
                                        comparison.reversed().difference())));
        long images = MetricView.of(record).images().count();
        assertThat(comparison.lead().difference())
                .contains(new PairedSums(12, 5, 17).estimate(images, 0.05));
        assertThat(comparison.reversed().difference())
                .contains(new PairedSums(5, 12, 17).estimate(images, 0.05));
        assertThat(MetricView.of(record).images().disagreements()).isEqualTo(17);
    }

    @Test
    void of_comparisonWithAWrongPValue_isTestedAnew() {
        record.put(
                "comparison",
                new PairedComparison("endpoint-0", "", 60L, 5L, Double.NaN, 65L, null));
        Lead lead = MetricView.of(record).comparison().lead();
        assertThat(lead.pValue()).isBetween(0.0, 0.001);
        assertThat(lead.surelyAhead()).isOne();
    }

    @Test
    void of_impossibleComparison_isRefused() {
        record.put("comparison", new PairedComparison("endpoint-0", "", 12L, 5L, 0.04, 3L, null));
        assertThatThrownBy(() -> MetricView.of(record))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_recordWithAPosition_hasIt() {
        record.put(
                "position",
                new PointPosition("LINE", "MIDPOINT", new ArrayList<>(List.of(0.5, 0.5))));
        assertThat(MetricView.of(record).position())
                .isEqualTo(new PositionView("LINE", "MIDPOINT", List.of(0.5, 0.5), 0.5));
    }

    @Test
    void of_positionOffAPath_liesAlongNone() {
        record.put(
                "position",
                new PointPosition("SIMPLEX", "MIDPOINT", new ArrayList<>(List.of(0.5, 0.5))));
        assertThat(MetricView.of(record).position())
                .isEqualTo(new PositionView("SIMPLEX", "MIDPOINT", List.of(0.5, 0.5), null));
    }

    @Test
    void of_positionThatIsNotANumber_isRefused() {
        record.put("position", new PointPosition("LINE", "MIDPOINT", List.of(Double.NaN, 0.5)));
        assertThatThrownBy(() -> MetricView.of(record))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot show a position of 2 weights: use at most 64 finite ones.");
    }

    @Test
    void of_figuresThatAreNotNumbers_areDerivedAnew() {
        Estimate expected = MetricView.of(record).figures().get("accuracy");
        record.getFigures()
                .put("estimates", Map.of("accuracy", new FigureEstimate(Double.NaN, null, null)));
        assertThat(MetricView.of(record).figures()).containsEntry("accuracy", expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 6})
    void of_impossibleSeverity_isRefused(int severity) {
        RobustnessMetric impossible = MetricSamples.metric("midpoint", "snow", 1);
        impossible.getKey().put("severity", severity);
        assertThatThrownBy(() -> MetricView.of(impossible))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot show severity %d: it is not 0 to 5.", severity);
    }

    @Test
    void of_impossibleSums_isRefused() {
        record.getSums().getBins().get(59).put("count", -1L);
        assertThatThrownBy(() -> MetricView.of(record))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_impossibleNumberOfBins_isRefused() {
        record.getFigures().put("eceBins", 7);
        assertThatThrownBy(() -> MetricView.of(record))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_veryLongName_isRefused() {
        MetricKey key =
                new MetricKey("r".repeat(513), "m", "p", "d", "snow", 1, LabelKind.OBSERVED);
        RobustnessMetric metric =
                MetricSamples.metric(key, ClassificationSums.EMPTY, MetricSamples.NOON);
        assertThatThrownBy(() -> MetricView.of(metric))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot show a name of 513 characters: at most 512 are kept.");
    }
}
