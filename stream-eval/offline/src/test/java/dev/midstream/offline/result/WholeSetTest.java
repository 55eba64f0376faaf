package dev.midstream.offline.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.images.plan.Design;
import dev.midstream.metrics.sequence.FinitePopulation;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.metrics.sequence.RunningAccuracy;
import dev.midstream.offline.report.AccuracyTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeSetTest {
    private final ColumnResult grid = SampleResult.of("midpoint", Design.EVERY_CONDITION);
    private final ColumnResult drawn = SampleResult.of("midpoint", new Design.OneCondition(0.1));

    @Test
    void clean_tenOfAHundredShown_isThatOfTheSplit() {
        assertThat(WholeSet.clean(grid)).contains(FinitePopulation.accuracy(9, 10, 0, 100, 0.05));
        assertThat(WholeSet.clean(drawn)).as("some images only are shown clean").isEmpty();
    }

    @Test
    void corrupted_threeCells_isTheMeanWithWhatWasNotAnswered() {
        Interval first = FinitePopulation.accuracy(8, 10, 0, 100, 0.05 / 3);
        Interval second = FinitePopulation.accuracy(6, 10, 0, 100, 0.05 / 3);
        Interval third = FinitePopulation.accuracy(4, 10, 2, 100, 0.05 / 3);

        Interval mean = WholeSet.corrupted(grid).orElseThrow();

        assertThat(mean.low())
                .isCloseTo((first.low() + second.low() + third.low()) / 3, within(1e-12));
        assertThat(mean.high())
                .isCloseTo((first.high() + second.high() + third.high()) / 3, within(1e-12));
        assertThat(WholeSet.corrupted(drawn)).isEmpty();
    }

    @Test
    void pooled_imagesThatWereNotAnswered_areWrong() {
        assertThat(WholeSet.pooled(drawn)).isEqualTo(RunningAccuracy.interval(18, 32, 0.05));
    }

    @Test
    void corrupted_cellWithoutAnAnswer_mayBeAnything() {
        Interval first = FinitePopulation.accuracy(8, 10, 0, 100, 0.05 / 3);
        Interval second = FinitePopulation.accuracy(6, 10, 0, 100, 0.05 / 3);

        Interval mean =
                WholeSet.corrupted(SampleResult.withoutFog(Design.EVERY_CONDITION)).orElseThrow();

        assertThat(mean.low()).isCloseTo((first.low() + second.low()) / 3, within(1e-12));
        assertThat(mean.high()).isCloseTo((first.high() + second.high() + 1) / 3, within(1e-12));
    }

    @Test
    void pooled_cellWithoutAnAnswer_isWrong() {
        assertThat(WholeSet.pooled(SampleResult.withoutFog(new Design.OneCondition(0.1))))
                .isEqualTo(RunningAccuracy.interval(14, 32, 0.05));
    }

    @Test
    void accuracyTable_bothDesigns_sayWhatTheyGive() {
        assertThat(AccuracyTable.of(List.of(grid)).lines().toList())
                .hasSize(3)
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .matches(
                                                "line/midpoint +clean +[0-9.]+ to [0-9.]+ %"
                                                        + " +[0-9.]+ to [0-9.]+ % +-"));
        assertThat(AccuracyTable.of(List.of(drawn)).lines().toList())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .matches(
                                                "line/midpoint +mean corrupted +[0-9.]+ to [0-9.]+"
                                                        + " % +- +-"));
    }
}
