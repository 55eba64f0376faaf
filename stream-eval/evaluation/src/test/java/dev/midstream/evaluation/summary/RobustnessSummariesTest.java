package dev.midstream.evaluation.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.LabelKind;
import dev.midstream.MeanEstimate;
import dev.midstream.MetricKey;
import dev.midstream.MetricScope;
import dev.midstream.PairedComparison;
import dev.midstream.PairedLead;
import dev.midstream.PooledFigures;
import dev.midstream.RobustnessMetric;
import dev.midstream.RobustnessSummary;
import dev.midstream.ScopeKind;
import dev.midstream.SummaryKey;
import dev.midstream.SureCell;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.metrics.sequence.RunningAccuracy;
import dev.midstream.metrics.sequence.RunningDifference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RobustnessSummariesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    /** AlexNet's error on each corruption, from the article's table. */
    private static final Map<String, Double> ALEX_NET =
            Map.ofEntries(
                    Map.entry("gaussian_noise", 0.886),
                    Map.entry("shot_noise", 0.894),
                    Map.entry("impulse_noise", 0.923),
                    Map.entry("defocus_blur", 0.820),
                    Map.entry("glass_blur", 0.826),
                    Map.entry("motion_blur", 0.786),
                    Map.entry("zoom_blur", 0.798),
                    Map.entry("snow", 0.867),
                    Map.entry("frost", 0.827),
                    Map.entry("fog", 0.819),
                    Map.entry("brightness", 0.565),
                    Map.entry("contrast", 0.853),
                    Map.entry("elastic_transform", 0.646),
                    Map.entry("pixelate", 0.718),
                    Map.entry("jpeg_compression", 0.607));

    private static RobustnessMetric metric(String corruption, int severity, int right, int wrong) {
        return metric("midpoint", corruption, severity, LabelKind.OBSERVED, right, wrong);
    }

    /** Every answer has confidence 3/4: the ECE is the distance of the accuracy from it. */
    private static RobustnessMetric metric(
            String point, String corruption, int severity, LabelKind kind, int right, int wrong) {
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (int i = 0; i < right + wrong; i++) {
            accumulator.add(new Outcome(0, 0.75f, i < right, true, 0.1, 0.1));
        }
        MetricKey key = new MetricKey("run", "model", point, "cifar10", corruption, severity, kind);
        return RobustnessMetrics.cumulative(key, accumulator.toSums(), 15, NOW);
    }

    private static RobustnessSummary only(List<RobustnessMetric> metrics) {
        List<RobustnessSummary> summaries = RobustnessSummaries.of(metrics, NOW);
        assertThat(summaries).hasSize(1);
        return summaries.get(0);
    }

    private static double value(Map<String, MeanEstimate> estimates, Figure figure) {
        return estimates.get(figure.id()).getValue();
    }

    private static double clean(RobustnessSummary summary, Figure figure) {
        return value(summary.getClean(), figure);
    }

    private static double corrupted(RobustnessSummary summary, Figure figure) {
        return value(summary.getCorrupted(), figure);
    }

    private static List<RobustnessMetric> grid() {
        // Accuracies: clean 0.9; fog 0.8, 0.4; snow 0.5, of different numbers of images.
        return List.of(
                metric("none", 0, 9, 1),
                metric("snow", 1, 50, 50),
                metric("fog", 5, 2, 3),
                metric("fog", 1, 8, 2));
    }

    @Test
    void of_severalCells_everyCellHasTheSameWeight() {
        RobustnessSummary summary = only(grid());

        assertThat(summary.getKey())
                .isEqualTo(new SummaryKey("run", "model", "midpoint", "cifar10", "OBSERVED"));
        assertThat(summary.getCleanImages()).isEqualTo(10);
        assertThat(summary.getCorruptedImages()).isEqualTo(115);
        assertThat(summary.getCells()).isEqualTo(3);
        assertThat(clean(summary, Figure.ACCURACY)).isCloseTo(0.9, within(1e-12));
        assertThat(clean(summary, Figure.ECE)).isCloseTo(0.15, within(1e-12));
        double mean = (0.8 + 0.4 + 0.5) / 3;
        assertThat(corrupted(summary, Figure.ACCURACY)).isCloseTo(mean, within(1e-12));
        assertThat(corrupted(summary, Figure.ECE))
                .isCloseTo((0.05 + 0.35 + 0.25) / 3, within(1e-12));
        assertThat(summary.getAccuracyGap()).isCloseTo(0.9 - mean, within(1e-12));
        assertThat(summary.getUpdatedAt()).isEqualTo(NOW);
    }

    @Test
    void of_severalCells_meansByCorruptionAndBySeverity() {
        RobustnessSummary summary = only(grid());

        assertThat(summary.getCorruptions())
                .extracting(mean -> mean.getCorruption() + " " + mean.getSeverities())
                .containsExactly("fog 2", "snow 1");
        assertThat(value(summary.getCorruptions().get(0).getEstimates(), Figure.ACCURACY))
                .isCloseTo(0.6, within(1e-12));
        assertThat(value(summary.getCorruptions().get(0).getEstimates(), Figure.ECE))
                .isCloseTo(0.2, within(1e-12));
        assertThat(summary.getCorruptions().get(0).getImages()).isEqualTo(15);
        assertThat(summary.getSeverities())
                .extracting(mean -> mean.getSeverity() + " " + mean.getCorruptions())
                .containsExactly("1 2", "5 1");
        assertThat(value(summary.getSeverities().get(0).getEstimates(), Figure.ACCURACY))
                .isCloseTo(0.65, within(1e-12));
        assertThat(summary.getSeverities().get(0).getImages()).isEqualTo(110);
    }

    @Test
    void of_anyOrder_sameFigures() {
        List<RobustnessMetric> shuffled = new ArrayList<>(grid());
        Collections.shuffle(shuffled, new Random(5));

        assertThat(only(shuffled)).isEqualTo(only(grid()));
    }

    @Test
    void of_severalPointsAndKindsOfLabel_aSummaryEach() {
        List<RobustnessSummary> summaries =
                RobustnessSummaries.of(
                        List.of(
                                metric("midpoint", "snow", 1, LabelKind.OBSERVED, 1, 1),
                                metric("midpoint", "snow", 1, LabelKind.TRUE, 2, 0),
                                metric("endpoint-0", "snow", 1, LabelKind.OBSERVED, 0, 2)),
                        NOW);

        assertThat(summaries)
                .extracting(
                        summary ->
                                summary.getKey().getPointId()
                                        + " "
                                        + summary.getKey().getLabelKind()
                                        + " "
                                        + corrupted(summary, Figure.ACCURACY))
                .containsExactly(
                        "midpoint OBSERVED 0.5", "midpoint TRUE 1.0", "endpoint-0 OBSERVED 0.0");
    }

    @Test
    void of_cleanImagesOnly_noCorruptedFigures() {
        RobustnessSummary summary = only(List.of(metric("none", 0, 3, 1)));

        assertThat(clean(summary, Figure.ACCURACY)).isEqualTo(0.75);
        assertThat(summary.getCorrupted()).isEmpty();
        assertThat(summary.getCorruptedLead()).isNull();
        assertThat(summary.getAccuracyGap()).isNull();
        assertThat(summary.getCorruptions()).isEmpty();
    }

    @Test
    void of_windowsAndCellsWithoutImages_leftOut() {
        RobustnessMetric empty =
                RobustnessMetrics.cumulative(
                        metric("fog", 1, 1, 1).getKey(), ClassificationSums.EMPTY, 15, NOW);
        RobustnessMetric window =
                RobustnessMetric.newBuilder(metric("fog", 2, 1, 1))
                        .setScope(
                                MetricScope.newBuilder()
                                        .setKind(ScopeKind.WINDOW)
                                        .setWindowStart(NOW)
                                        .setWindowEnd(NOW)
                                        .build())
                        .build();

        RobustnessSummary summary = only(List.of(metric("snow", 1, 1, 1), empty, window));

        assertThat(summary.getCells()).isEqualTo(1);
        assertThat(RobustnessSummaries.of(List.of(empty, window), NOW)).isEmpty();
    }

    @Test
    void of_laterRecordOfTheSameCell_replacesTheEarlier() {
        RobustnessSummary summary = only(List.of(metric("snow", 1, 1, 1), metric("snow", 1, 3, 1)));

        assertThat(corrupted(summary, Figure.ACCURACY)).isEqualTo(0.75);
        assertThat(summary.getCorruptedImages()).isEqualTo(4);
    }

    @Test
    void of_cifar_noErrorsNormalisedByAlexNet() {
        assertThat(only(grid()).getMeanCorruptionError()).isNull();
        assertThat(only(grid()).getRelativeMeanCorruptionError()).isNull();
    }

    private static SummaryCell cell(Condition condition, double accuracy) {
        return new SummaryCell(
                condition,
                100,
                0,
                (figure, error) ->
                        figure == Figure.ACCURACY
                                ? Optional.of(Estimate.of(accuracy))
                                : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void of_everyFigureOfTheCatalogue_isAMeanWithTheMeanOfItsIntervals(Figure figure) {
        RobustnessSummary summary = only(grid());
        double value = 0;
        double low = 0;
        double high = 0;
        for (RobustnessMetric metric : grid().subList(1, 4)) {
            Estimate cell =
                    figure.estimate(RobustnessMetrics.figures(metric), 0.05 / 3).orElseThrow();
            value += cell.value() / 3;
            low += cell.interval().map(Interval::low).orElse(0.0) / 3;
            high += cell.interval().map(Interval::high).orElse(0.0) / 3;
        }
        MeanEstimate mean = summary.getCorrupted().get(figure.id());

        assertThat(mean.getValue()).isCloseTo(value, within(1e-12));
        if (figure.hasInterval()) {
            assertThat(mean.getLow()).isCloseTo(low, within(1e-12));
            assertThat(mean.getHigh()).isCloseTo(high, within(1e-12));
        } else {
            assertThat(mean.getLow()).isNull();
            assertThat(mean.getHigh()).isNull();
        }
    }

    @Test
    void of_cellThatDoesNotKnowAFigure_noMeanOfIt() {
        SummaryKey key = new SummaryKey("run", "model", "midpoint", "cifar10", "OBSERVED");
        SummaryCell whole = SummaryCell.of(metric("snow", 1, 1, 1)).orElseThrow();
        SummaryCell part = cell(new Condition("snow", 2), 0.25);

        RobustnessSummary summary = RobustnessSummaries.of(key, List.of(whole, part), NOW);

        assertThat(summary.getCorrupted().keySet()).containsExactly("accuracy");
        assertThat(corrupted(summary, Figure.ACCURACY)).isEqualTo(0.375);
        assertThat(summary.getCorrupted().get("accuracy").getLow()).isNull();
        assertThat(summary.getSeverities().get(0).getEstimates()).hasSize(Figure.ALL.size());
    }

    @Test
    void of_comparedCells_leadsAndWhereTheyAreSure() {
        RobustnessSummary summary =
                only(
                        List.of(
                                compared("none", 0, 0, 0),
                                compared("snow", 1, 50, 2),
                                compared("snow", 2, 5, 55),
                                compared("snow", 3, 30, 1),
                                compared("fog", 1, 8, 4)));

        assertThat(summary.getCleanLead().getCells()).isEqualTo(1);
        PairedLead lead = summary.getCorruptedLead();
        assertThat(lead.getReferencePointId()).isEqualTo("endpoint-0");
        assertThat(List.of(lead.getWins(), lead.getLosses())).containsExactly(93L, 62L);
        assertThat(List.of(lead.getCells(), lead.getSurelyAhead(), lead.getSurelyBehind()))
                .containsExactly(4, 1, 1);
        assertThat(summary.getSureCells())
                .containsExactly(
                        new SureCell("snow", 1, "AHEAD"), new SureCell("snow", 2, "BEHIND"));
        // p = 0.015 is above 0.05/4, but e is above 5 / (0.05 * 3), as are those of the other two.
        assertThat(summary.getDiscoveries())
                .containsExactly(
                        new SureCell("snow", 1, "AHEAD"),
                        new SureCell("snow", 2, "BEHIND"),
                        new SureCell("snow", 3, "AHEAD"));
        assertThat(summary.getCorruptions().get(0).getLead().getWins()).isEqualTo(8);
        assertThat(summary.getSeverities().get(1).getLead().getLosses()).isEqualTo(55);
    }

    @Test
    void of_comparedCells_differenceIsTheMeanOfTheCells() {
        RobustnessSummary summary =
                only(List.of(compared("snow", 1, 50, 2), compared("fog", 1, 8, 4)));

        MeanEstimate difference = summary.getCorruptedLead().getDifference();
        Interval first = new RunningDifference(50, 2, 100).interval(0.025);
        Interval second = new RunningDifference(8, 4, 100).interval(0.025);
        assertThat(difference.getValue()).isCloseTo((0.48 + 0.04) / 2, within(1e-12));
        assertThat(difference.getLow()).isCloseTo((first.low() + second.low()) / 2, within(1e-12));
        assertThat(difference.getHigh())
                .isCloseTo((first.high() + second.high()) / 2, within(1e-12));
    }

    @Test
    void of_cellsOfDifferentSizes_pooledImagesAreOneSample() {
        RobustnessSummary summary =
                only(
                        List.of(
                                compared("none", 0, 9, 9),
                                compared("snow", 1, 50, 2),
                                metric("fog", 1, 30, 270)));

        PooledFigures pooled = summary.getPooled();
        assertThat(pooled.getImages()).isEqualTo(400);
        assertThat(pooled.getEstimates().get("accuracy").getValue()).isEqualTo(90 / 400.0);
        assertThat(pooled.getEstimates().get("accuracy").getHigh())
                .isEqualTo(RunningAccuracy.interval(90, 400, 0.05).high());
        assertThat(pooled.getEstimates()).containsKey("pooled-ece").doesNotContainKey("ece");
        assertThat(pooled.getLead()).as("one cell has no reference").isNull();
        RobustnessSummary both =
                only(List.of(compared("snow", 1, 50, 2), compared("fog", 1, 8, 4)));
        PairedLead lead = both.getPooled().getLead();
        assertThat(List.of(lead.getWins(), lead.getLosses())).containsExactly(58L, 6L);
        assertThat(lead.getDifference().getValue()).isEqualTo(52 / 200.0);
        assertThat(lead.getDifference().getLow())
                .isEqualTo(new RunningDifference(58, 6, 200).interval(0.05).low());
        assertThat(only(List.of(compared("none", 0, 9, 9))).getPooled()).isNull();
    }

    private static RobustnessMetric compared(
            String corruption, int severity, long wins, long losses) {
        RobustnessMetric metric = metric(corruption, severity, 60, 40);
        return RobustnessMetric.newBuilder(metric)
                .setComparison(
                        new PairedComparison(
                                "endpoint-0", "", wins, losses, 1.0, wins + losses, null))
                .build();
    }

    @Test
    void of_imageNetWithAllCells_normalisedByAlexNet() {
        List<SummaryCell> cells = new ArrayList<>();
        cells.add(cell(Condition.CLEAN, 0.7));
        for (String corruption : ALEX_NET.keySet()) {
            for (int severity = 1; severity <= 5; severity++) {
                cells.add(cell(new Condition(corruption, severity), 0.5));
            }
        }

        RobustnessSummary summary =
                RobustnessSummaries.of(
                        new SummaryKey("run", "model", "midpoint", "imagenet", "OBSERVED"),
                        cells,
                        NOW);

        // By hand from the article's table: the mean of 0.5 / e and of 0.2 / (e - 0.4348).
        double expected = 0;
        double expectedRelative = 0;
        for (double error : ALEX_NET.values()) {
            expected += 0.5 / error / 15;
            expectedRelative += 0.2 / (error - 0.4348) / 15;
        }
        assertThat(summary.getMeanCorruptionError()).isCloseTo(expected, within(1e-3));
        assertThat(summary.getRelativeMeanCorruptionError())
                .isCloseTo(expectedRelative, within(2e-3));
    }

    @Test
    void keyText_quotesInNames_isAJsonArray() {
        SummaryKey key = new SummaryKey("run \"1\"", "line", "midpoint", "cifar10", "TRUE");

        assertThat(RobustnessSummaries.keyText(key))
                .isEqualTo("[\"run \\\"1\\\"\",\"line\",\"midpoint\",\"cifar10\",\"TRUE\"]");
    }
}
