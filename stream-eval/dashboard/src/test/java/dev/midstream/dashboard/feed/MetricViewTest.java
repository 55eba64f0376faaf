package dev.midstream.dashboard.feed;

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
import dev.midstream.metrics.ClassificationSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricViewTest {
    private final RobustnessMetric record = MetricSamples.metric("midpoint", "snow", 3);

    @Test
    void of_record_hasItsKeyAndFigures() {
        MetricView view = MetricView.of(record);
        assertThat(view.runId()).isEqualTo("run-1");
        assertThat(view.modelId()).isEqualTo("line-8");
        assertThat(view.pointId()).isEqualTo("midpoint");
        assertThat(view.dataset()).isEqualTo("fashion-mnist");
        assertThat(view.corruption()).isEqualTo("snow");
        assertThat(view.severity()).isEqualTo(3);
        assertThat(view.labelKind()).isEqualTo("TRUE");
        assertThat(view.count()).isEqualTo(200);
        assertThat(view.accuracy())
                .isEqualTo(record.getFigures().getEstimates().get("accuracy").getValue());
        assertThat(view.accuracyLow())
                .isEqualTo(record.getFigures().getEstimates().get("accuracy").getLow());
        assertThat(view.accuracyHigh())
                .isEqualTo(record.getFigures().getEstimates().get("accuracy").getHigh());
        assertThat(view.ece()).isEqualTo(record.getFigures().getEstimates().get("ece").getValue());
        assertThat(view.eceLow()).isEqualTo(record.getFigures().getEstimates().get("ece").getLow());
        assertThat(view.eceHigh())
                .isEqualTo(record.getFigures().getEstimates().get("ece").getHigh());
        assertThat(view.mce()).isEqualTo(record.getFigures().getEstimates().get("mce").getValue());
        assertThat(view.brier())
                .isEqualTo(record.getFigures().getEstimates().get("brier").getValue());
        assertThat(view.negativeLogLikelihood())
                .isEqualTo(record.getFigures().getEstimates().get("nll").getValue());
        assertThat(view.updatedAt()).isEqualTo(MetricSamples.NOON);
    }

    @Test
    void of_record_hasBinsThatGiveTheEceAgain() {
        MetricView view = MetricView.of(record);
        ReliabilityView bins = view.bins();
        double gaps = 0;
        for (int i = 0; i < view.eceBins(); i++) {
            gaps += Math.abs(bins.correct().get(i) - bins.confidence().get(i));
        }
        assertThat(bins.count()).hasSize(15);
        assertThat(bins.count().stream().mapToLong(Long::longValue).sum()).isEqualTo(200);
        assertThat(gaps / view.count())
                .isCloseTo(record.getFigures().getEstimates().get("ece").getValue(), within(1e-12));
    }

    @Test
    void of_noImages_hasNoFigures() {
        MetricView view =
                MetricView.of(
                        MetricSamples.metric(
                                record.getKey(), ClassificationSums.EMPTY, MetricSamples.NOON));
        assertThat(view.count()).isZero();
        assertThat(view.accuracy()).isNull();
        assertThat(view.accuracyLow()).isNull();
        assertThat(view.ece()).isNull();
        assertThat(view.eceHigh()).isNull();
        assertThat(view.brier()).isNull();
    }

    @Test
    void of_recordWithAComparison_hasIt() {
        record.put("comparison", new PairedComparison("endpoint-0", "", 12L, 5L, 0.04, 17L));
        assertThat(MetricView.of(record).comparison())
                .isEqualTo(new MetricView.ComparisonView("line-8", "endpoint-0", 12, 5, 0.04, 17));
    }

    @Test
    void of_comparisonWithoutAValidPValue_hasNone() {
        record.put("comparison", new PairedComparison("endpoint-0", "", 12L, 5L, Double.NaN, 17L));
        assertThat(MetricView.of(record).comparison())
                .isEqualTo(new MetricView.ComparisonView("line-8", "endpoint-0", 12, 5, null, 17));
    }

    @Test
    void of_recordWithAPosition_hasIt() {
        record.put(
                "position",
                new PointPosition("LINE", "MIDPOINT", new ArrayList<>(List.of(0.5, 0.5))));
        assertThat(MetricView.of(record).position())
                .isEqualTo(new MetricView.PositionView("LINE", "MIDPOINT", List.of(0.5, 0.5), 0.5));
    }

    @Test
    void of_positionOffAPath_liesAlongNone() {
        record.put(
                "position",
                new PointPosition("SIMPLEX", "MIDPOINT", new ArrayList<>(List.of(0.5, 0.5))));
        assertThat(MetricView.of(record).position())
                .isEqualTo(
                        new MetricView.PositionView(
                                "SIMPLEX", "MIDPOINT", List.of(0.5, 0.5), null));
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
        double expected = MetricView.of(record).accuracy();
        record.getFigures()
                .put("estimates", Map.of("accuracy", new FigureEstimate(Double.NaN, null, null)));
        assertThat(MetricView.of(record).accuracy()).isEqualTo(expected);
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
