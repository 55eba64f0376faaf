package dev.midstream.job.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.metrics.sequence.RunningAccuracy;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FigureGaugesTest {
    private final MetricListener listener = new MetricListener();
    private Instant now = Instant.EPOCH;
    private final FigureGauges gauges =
            new FigureGauges(listener.getMetricGroup(), 2, clock(() -> now));

    @Test
    void show_figures_areGaugesWithLabels() {
        gauges.show(key("run", "snow"), figures(3, 1));

        assertThat(value("snow", "midstream_accuracy")).contains(0.75);
        assertThat(value("snow", "midstream_images")).contains(4L);
        // Two equal logits: every confidence is a half, three quarters are right.
        assertThat(value("snow", "midstream_ece")).contains(0.25);
        assertThat(value("snow", "midstream_nll"))
                .hasValueSatisfying(
                        nats -> assertThat((double) nats).isBetween(0.693147, 0.693148));
        Interval accuracy = RunningAccuracy.interval(3, 4, 0.05);
        assertThat(value("snow", "midstream_accuracy_low")).contains(accuracy.low());
        assertThat(value("snow", "midstream_accuracy_high")).contains(accuracy.high());
    }

    @Test
    void show_manyImages_boundTheCalibrationErrorFromBothSides() {
        gauges.show(key("run", "snow"), figures(3_000, 1_000));

        assertThat((double) value("snow", "midstream_ece_low").orElseThrow()).isBetween(0.2, 0.25);
        assertThat((double) value("snow", "midstream_ece_high").orElseThrow()).isBetween(0.25, 0.3);
        // Half of the answers are expected to be right, and three quarters are.
        assertThat(value("snow", "midstream_gap")).contains(-0.25);
        assertThat((double) value("snow", "midstream_gap_high").orElseThrow())
                .isBetween(-0.25, -0.2);
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void show_everyFigureOfTheCatalogue_isAGaugeWithItsInterval(Figure figure) {
        ClassificationFigures figures = figures(3, 1);
        Estimate estimate = figures.estimate(figure).orElseThrow();

        gauges.show(key("run", "snow"), figures);

        assertThat(value("snow", figure.gauge())).contains(estimate.value());
        assertThat(value("snow", figure.gauge() + FigureGauges.LOW))
                .isEqualTo(estimate.interval().map(Interval::low));
        assertThat(value("snow", figure.gauge() + FigureGauges.HIGH))
                .isEqualTo(estimate.interval().map(Interval::high));
    }

    @Test
    void show_severalRuns_eachHasItsOwn() {
        gauges.show(key("monday", "snow"), figures(3, 1));
        gauges.show(key("tuesday", "snow"), figures(1, 1));

        assertThat(value("monday", "snow", "midstream_accuracy")).contains(0.75);
        assertThat(value("tuesday", "snow", "midstream_accuracy")).contains(0.5);
    }

    @Test
    void show_anotherRunAfterSilence_replacesIt() {
        TaskManagerMetricGroup parent =
                UnregisteredMetricGroups.createUnregisteredTaskManagerMetricGroup();
        FigureGauges shown = new FigureGauges(parent, 1, clock(() -> now));
        MetricGroup monday = parent.addGroup("run", "monday");
        shown.show(key("monday", "snow"), figures(3, 1));
        now = now.plus(FigureGauges.SILENCE);
        shown.show(key("tuesday", "snow"), figures(1, 1));
        assertThat(((AbstractMetricGroup<?>) monday).isClosed()).isFalse();
        now = now.plusMillis(1);
        shown.show(key("wednesday", "snow"), figures(1, 1));
        assertThat(((AbstractMetricGroup<?>) monday).isClosed()).isTrue();
    }

    @Test
    void show_silentRunGone_itsPlaceIsFree() {
        gauges.show(key("monday", "snow"), figures(3, 1));
        gauges.show(key("monday", "fog"), figures(3, 1));
        now = now.plus(FigureGauges.SILENCE).plusMillis(1);
        gauges.show(key("tuesday", "frost"), figures(1, 1));

        assertThat(value("tuesday", "frost", "midstream_accuracy")).contains(0.5);
    }

    @Test
    void show_moreSeriesThanAllowed_keepsTheFirst() {
        gauges.show(key("run", "snow"), figures(3, 1));
        gauges.show(key("run", "fog"), figures(3, 1));
        gauges.show(key("run", "frost"), figures(3, 1));
        gauges.show(key("run", "fog"), figures(0, 1));

        assertThat(value("frost", "midstream_accuracy")).isEmpty();
        assertThat(value("fog", "midstream_accuracy")).contains(0.0);
    }

    private static Clock clock(InstantSource source) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return source.instant();
            }
        };
    }

    private Optional<Object> value(String corruption, String name) {
        return value("run", corruption, name);
    }

    private Optional<Object> value(String run, String corruption, String name) {
        return listener.getGauge(
                        "run",
                        run,
                        "model",
                        "m",
                        "point",
                        "midpoint",
                        "dataset",
                        "noise",
                        "corruption",
                        corruption,
                        "severity",
                        "1",
                        "label",
                        "observed",
                        name)
                .map(Gauge::getValue);
    }

    private static MetricKey key(String run, String corruption) {
        return new MetricKey(run, "m", "midpoint", "noise", corruption, 1, LabelKind.OBSERVED);
    }

    private static ClassificationFigures figures(int right, int wrong) {
        ClassificationSums.Accumulator sums = new ClassificationSums.Accumulator();
        for (int i = 0; i < right + wrong; i++) {
            // The lower index wins the tie.
            sums.add(Outcome.of(new float[] {1, 1}, 0, 2, i < right ? 0 : 1));
        }
        return ClassificationFigures.of(sums.toSums(), 15);
    }
}
