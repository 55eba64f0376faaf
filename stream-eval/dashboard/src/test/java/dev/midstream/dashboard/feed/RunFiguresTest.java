package dev.midstream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.DeadLetter;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.Run;
import dev.midstream.RunDesign;
import dev.midstream.RunEnd;
import dev.midstream.RunImages;
import dev.midstream.RunOrder;
import dev.midstream.RunOutcome;
import dev.midstream.RunPlan;
import dev.midstream.UnansweredImage;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.dashboard.RunSamples;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.RunView;
import dev.midstream.dashboard.view.SummaryView;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.metrics.sequence.FinitePopulation;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.metrics.sequence.RunningAccuracy;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunFiguresTest {
    /** A hundred images, clean and in snow 3, shuffled. */
    private static final Run RUN = RunSamples.started("run-1", MetricSamples.NOON);

    private final RunStore runs = new RunStore();
    private final DeadLetterStore letters = new DeadLetterStore();
    private final RunFigures figures = new RunFigures(runs, letters);

    /** The record of a run that shows each image under one condition. */
    private static Run.Builder oneCondition(long records) {
        return Run.newBuilder(RUN)
                .setPlan(
                        RunPlan.newBuilder(RUN.getPlan())
                                .setDesign(RunDesign.ONE_CONDITION)
                                .setRecords(records)
                                .build());
    }

    @Test
    void complete_shuffledRunOfKnownSize_hasTheWholeSet() {
        runs.put(RunView.of(RUN));

        SummaryView summary = complete(cell("none", 0, 60), cell("snow", 3, 80));

        assertThat(summary.clean().wholeSet()).isEqualTo(whole("none", 0, 60, 0.05));
        assertThat(summary.corrupted().wholeSet()).isEqualTo(whole("snow", 3, 80, 0.05));
        assertThat(summary.corrupted().pooled()).isNull();
        assertThat(summary.progress().copies()).isZero();
    }

    @Test
    void complete_allImagesSeen_isAPoint() {
        runs.put(RunView.of(RUN));

        SummaryView summary = complete(cell("none", 0, 100), cell("snow", 3, 100));

        Interval clean = summary.clean().wholeSet();
        assertThat(clean.low()).isEqualTo(clean.high());
        assertThat(clean.low()).isEqualTo(summary.clean().figures().get("accuracy").value());
    }

    @Test
    void complete_listedUnknownOrUnfinishedGrid_saysNothingOfTheWhole() {
        SummaryView unknown = complete(cell("none", 0, 60), cell("snow", 3, 80));
        assertThat(unknown.clean().wholeSet()).isNull();
        assertThat(unknown.corrupted().pooled()).isNull();

        runs.put(RunView.of(RUN));
        assertThat(complete(cell("none", 0, 60)).corrupted().wholeSet()).isNull();

        RunImages listed = RunImages.newBuilder(RUN.getImages()).setOrder(RunOrder.LISTED).build();
        runs.put(RunView.of(Run.newBuilder(RUN).setImages(listed).build()));
        assertThat(complete(cell("none", 0, 60)).clean().wholeSet()).isNull();
    }

    @Test
    void complete_moreImagesThanTheRunHas_countsCopiesAndSaysNothingOfTheWhole() {
        runs.put(RunView.of(RUN));

        SummaryView summary = complete(cell("none", 0, 100), cell("snow", 3, 130));

        assertThat(summary.progress().copies()).isEqualTo(30);
        assertThat(summary.corrupted().wholeSet()).isNull();
    }

    @Test
    void complete_oneConditionDeclared_poolsImages() {
        Run.Builder run = oneCondition(100);
        runs.put(RunView.of(run.build()));

        RobustnessMetric snow = cell("snow", 3, 50);
        RobustnessMetric fog = cell("fog", 1, 40);
        SummaryView going = complete(cell("none", 0, 7), snow, fog);

        SummaryView.PooledView pooled = going.corrupted().pooled();
        long correct = snow.getSums().getCorrect() + fog.getSums().getCorrect();
        assertThat(pooled.images()).isEqualTo(90);
        assertThat(pooled.figures().get("accuracy").value()).isEqualTo(correct / 90.0);
        assertThat(pooled.figures().get("accuracy").interval())
                .contains(RunningAccuracy.interval(correct, 90, 0.05));
        assertThat(pooled.figures()).containsKey("pooled-ece").doesNotContainKey("ece");
        assertThat(pooled.unanswered()).as("the run goes on").isZero();
        assertThat(going.clean().wholeSet()).isNull();

        run.setEnd(new RunEnd(MetricSamples.NOON, RunOutcome.COMPLETE, 100L));
        runs.put(RunView.of(run.build()));
        SummaryView ended = complete(cell("none", 0, 7), snow, fog);
        assertThat(ended.corrupted().pooled().unanswered()).isZero();
        assertThat(ended.corrupted().pooled().pending()).isEqualTo(3);
    }

    @Test
    void complete_oneConditionAndUnansweredImages_countAsWrongForTheirModelAndRun() {
        Run.Builder run =
                oneCondition(100).setEnd(new RunEnd(MetricSamples.NOON, RunOutcome.COMPLETE, 100L));
        runs.put(RunView.of(run.build()));
        RobustnessMetric snow = cell("snow", 3, 90);
        letters.add(
                letter(new UnansweredImage("run-1", "1", "snow", 3, snow.getKey().getModelId())));
        letters.add(letter(new UnansweredImage("run-1", "2", "fog", 1, null)));
        letters.add(letter(new UnansweredImage("run-1", "3", "none", 0, null)));
        letters.add(letter(new UnansweredImage("run-1", "4", "snow", 3, "another model")));
        letters.add(letter(new UnansweredImage("another run", "5", "snow", 3, null)));
        // It may be of another run, so that it is no wrong answer of this one.
        letters.add(letter(null));

        SummaryView.PooledView pooled = complete(cell("none", 0, 6), snow).corrupted().pooled();

        long correct = snow.getSums().getCorrect();
        assertThat(pooled.images()).isEqualTo(90);
        assertThat(pooled.unanswered()).isEqualTo(2);
        assertThat(pooled.pending()).isEqualTo(1);
        assertThat(pooled.figures().get("accuracy").value()).isEqualTo(correct / 92.0);
        assertThat(pooled.figures().get("accuracy").interval())
                .contains(RunningAccuracy.interval(correct, 92, 0.05));
        assertThat(pooled.figures().get("top5").value())
                .isEqualTo(snow.getSums().getTop5Correct() / 92.0);
        assertThat(pooled.figures().get("nll"))
                .as("a mean over answers")
                .isEqualTo(
                        SummaryView.of(
                                        RobustnessSummaries.of(List.of(snow), MetricSamples.NOON)
                                                .get(0))
                                .corrupted()
                                .pooled()
                                .figures()
                                .get("nll"));
    }

    @Test
    void complete_stoppedRunWhoseRefusedImagesWereReplayed_countsNoneAsWrong() {
        Run.Builder run =
                oneCondition(1000).setEnd(new RunEnd(MetricSamples.NOON, RunOutcome.STOPPED, 500L));
        runs.put(RunView.of(run.build()));
        for (int i = 0; i < 50; i++) {
            letters.add(letter(new UnansweredImage("run-1", String.valueOf(i), "snow", 3, null)));
        }

        SummaryView.PooledView before =
                complete(cell("none", 0, 100), cell("snow", 3, 350)).corrupted().pooled();
        assertThat(before.unanswered()).isEqualTo(50);
        assertThat(before.pending()).isZero();

        RobustnessMetric answered = cell("snow", 3, 400);
        SummaryView.PooledView after =
                complete(cell("none", 0, 100), answered).corrupted().pooled();
        assertThat(after.unanswered()).isZero();
        assertThat(after.pending()).isZero();
        assertThat(after.figures().get("accuracy").value())
                .isEqualTo(answered.getSums().getCorrect() / 400.0);
    }

    @Test
    void complete_unansweredImages_keepTheWholeSetOpenForTheirCellAlone() {
        runs.put(RunView.of(RUN));
        letters.add(letter(new UnansweredImage("run-1", "1", "snow", 3, null)));
        letters.add(letter(new UnansweredImage("another run", "1", "none", 0, null)));

        SummaryView summary = complete(cell("none", 0, 100), cell("snow", 3, 99));

        assertThat(summary.clean().wholeSet()).isEqualTo(whole("none", 0, 100, 0.05));
        long correct = cell("snow", 3, 99).getSums().getCorrect();
        assertThat(summary.corrupted().wholeSet())
                .isEqualTo(FinitePopulation.accuracy(correct, 99, 1, 100, 0.05));
    }

    @Test
    void complete_letterThatNamesNoImage_countsForEveryCell() {
        runs.put(RunView.of(RUN));
        letters.add(letter(null));

        SummaryView summary = complete(cell("none", 0, 90), cell("snow", 3, 90));

        long correct = cell("snow", 3, 90).getSums().getCorrect();
        Interval open = FinitePopulation.accuracy(correct, 90, 1, 100, 0.05);
        assertThat(summary.clean().wholeSet()).isEqualTo(open);
        assertThat(summary.corrupted().wholeSet()).isEqualTo(open);
    }

    @Test
    void takeChangedRuns_lettersCame_areTheirRunsOnce() {
        letters.add(letter(new UnansweredImage("run-1", "1", "snow", 3, null)));
        Predicate<String> changed = letters.takeChangedRuns();
        assertThat(changed.test("run-1")).isTrue();
        assertThat(changed.test("run-2")).isFalse();
        assertThat(letters.takeChangedRuns().test("run-1")).isFalse();

        letters.add(letter(null));
        assertThat(letters.takeChangedRuns().test("run-2")).isTrue();
    }

    private static DeadLetterView letter(@Nullable UnansweredImage image) {
        return DeadLetterView.of(
                DeadLetter.newBuilder()
                        .setTopic("midstream.images")
                        .setPartition(0)
                        .setOffset(1)
                        .setTimestamp(MetricSamples.NOON)
                        .setReason("No answer.")
                        .setFault("SCORING_FAILED")
                        .setImage(image)
                        .build());
    }

    private SummaryView complete(RobustnessMetric... metrics) {
        MetricStore store = new MetricStore(1000);
        for (RobustnessMetric metric : metrics) {
            store.put(RobustnessMetrics.keyText(metric.getKey()), MetricView.of(metric));
        }
        SummaryView summary =
                SummaryView.of(RobustnessSummaries.of(List.of(metrics), MetricSamples.NOON).get(0));
        return figures.complete(List.of(summary), store).get(0);
    }

    private static RobustnessMetric cell(String corruption, int severity, int count) {
        MetricKey key = MetricSamples.key("midpoint", corruption, severity);
        return MetricSamples.metric(
                key, MetricSamples.sums(count, 0.7, 0.8, 3), MetricSamples.NOON);
    }

    private static Interval whole(String corruption, int severity, int count, double error) {
        long correct = cell(corruption, severity, count).getSums().getCorrect();
        return FinitePopulation.accuracy(correct, count, 0, 100, error);
    }
}
