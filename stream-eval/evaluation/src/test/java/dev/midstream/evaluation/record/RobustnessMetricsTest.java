package dev.midstream.evaluation.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.PointPosition;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import dev.midstream.schemas.wire.AvroWire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RobustnessMetricsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final MetricKey KEY =
            new MetricKey(
                    "run \"1\"", "line", "midpoint", "cifar10", "snow", 3, LabelKind.OBSERVED);

    private static ClassificationSums someSums() {
        SplittableRandom random = new SplittableRandom(3);
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (int i = 0; i < 500; i++) {
            float[] logits = new float[10];
            for (int j = 0; j < logits.length; j++) {
                logits[j] = (float) random.nextDouble(-4, 4);
            }
            accumulator.add(Outcome.of(logits, 0, 10, i % 10));
        }
        return accumulator.toSums();
    }

    @Test
    void sums_ofTheRecordOverTheWire_areIdentical() throws Exception {
        AvroWire<RobustnessMetric> wire = AvroWire.of(RobustnessMetric.class);
        RobustnessMetric metric = RobustnessMetrics.cumulative(KEY, someSums(), 15, NOW);

        RobustnessMetric read = wire.decode(wire.encode(metric));

        assertThat(RobustnessMetrics.sums(read)).isEqualTo(someSums());
        assertThat(read.getFigures().getEstimates().get("accuracy").getValue())
                .isCloseTo(someSums().correct() / 500.0, within(1e-12));
    }

    @Test
    void cumulative_withReference_carriesTheComparison() throws Exception {
        PointSums sums = new PointSums(someSums(), new PairedSums(10, 0, 17), 30);
        PointPosition position = new PointPosition("LINE", "ENDPOINT", List.of(1.0, 0.0));
        PointProfile profile =
                new PointProfile(
                        Optional.of(position), Optional.of(new PointName("other", "midpoint")));
        AvroWire<RobustnessMetric> wire = AvroWire.of(RobustnessMetric.class);

        RobustnessMetric read =
                wire.decode(wire.encode(RobustnessMetrics.cumulative(KEY, profile, sums, 15, NOW)));

        assertThat(RobustnessMetrics.pointSums(read)).isEqualTo(sums);
        assertThat(read.getPosition()).isEqualTo(position);
        assertThat(read.getComparison().getReferenceModelId()).isEqualTo("other");
        assertThat(read.getComparison().getReferencePointId()).isEqualTo("midpoint");
        assertThat(read.getComparison().getPValue())
                .isEqualTo(sums.paired().pValue())
                .isLessThan(1);
    }

    @Test
    void cumulative_referenceOfTheSameModel_isNotNamedTwice() {
        PointProfile profile =
                new PointProfile(
                        Optional.empty(), Optional.of(new PointName("line", "endpoint-0")));

        RobustnessMetric metric =
                RobustnessMetrics.cumulative(KEY, profile, PointSums.EMPTY, 15, NOW);

        assertThat(metric.getComparison().getReferenceModelId()).isEmpty();
        assertThat(metric.getComparison().getPValue()).isEqualTo(1);
        assertThat(metric.getPosition()).isNull();
    }

    @Test
    void cumulative_ofNoImage_hasNoFigures() {
        RobustnessMetric metric =
                RobustnessMetrics.cumulative(KEY, ClassificationSums.EMPTY, 15, NOW);

        assertThat(metric.getFigures().getEstimates()).isEmpty();
        assertThat(RobustnessMetrics.figures(metric).value(Figure.ACCURACY)).isEmpty();
        assertThat(metric.getSums().getCount()).isZero();
    }

    @Test
    void readJson_whatWasWritten_isEqual() throws Exception {
        List<RobustnessMetric> metrics =
                List.of(
                        RobustnessMetrics.cumulative(KEY, someSums(), 20, NOW),
                        RobustnessMetrics.cumulative(KEY, ClassificationSums.EMPTY, 15, NOW));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        RobustnessMetrics.writeJson(metrics, bytes);

        assertThat(RobustnessMetrics.readJson(new ByteArrayInputStream(bytes.toByteArray())))
                .isEqualTo(metrics);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("\"accuracy\" : {", "\"value\" : 0.", "\"high\" : null")
                .contains("\"estimates\" : { }")
                .doesNotContain("\"double\"");
    }

    @Test
    void readJson_notMetrics_oneClearLine() {
        assertThatThrownBy(() -> RobustnessMetrics.readJson(stream("{}")))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read metrics: not a JSON array.");
        assertThatThrownBy(() -> RobustnessMetrics.readJson(stream("[{}]")))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot read RobustnessMetric: the field key of RobustnessMetric is"
                                + " missing.");
    }

    @Test
    void keyText_quotesInNames_isAJsonArray() {
        assertThat(RobustnessMetrics.keyText(KEY))
                .isEqualTo(
                        "[\"run"
                            + " \\\"1\\\"\",\"line\",\"midpoint\",\"cifar10\",\"snow\",3,\"OBSERVED\"]");
    }

    private static ByteArrayInputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
