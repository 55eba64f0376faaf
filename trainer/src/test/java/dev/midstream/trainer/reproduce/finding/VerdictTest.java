package dev.midstream.trainer.reproduce.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.metrics.Figure;
import dev.midstream.metrics.sequence.RunningDifference;
import dev.midstream.trainer.reproduce.evidence.ColumnEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.plan.Claim;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import dev.midstream.trainer.reproduce.plan.Method;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import dev.midstream.trainer.reproduce.plan.Setup;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Claims about networks that are right about the first so many of a thousand images. */
class VerdictTest {
    private static final int IMAGES = 1000;
    private static final Measure ACCURACY = Measure.ofCleanAccuracy();
    private static final Measure ECE = new Measure(Figure.ECE, Measure.CLEAN, 0);

    private final Map<String, RunEvidence> runs = new LinkedHashMap<>();

    private static Method method(String name, List<Long> seeds) {
        return new Method(
                name,
                name,
                Map.of(),
                Map.of(),
                seeds,
                List.of(0.0),
                Optional.empty(),
                Optional.empty());
    }

    private Recorded recorded() {
        return recorded(0L, 1L, 2L);
    }

    private Recorded recorded(Long... seeds) {
        Plan plan =
                new Plan(
                        "p",
                        "P",
                        "",
                        List.of(),
                        new Setup("d", "D", Map.of(), Map.of(), List.of()),
                        List.of(method("line", List.of(seeds)), method("standard", List.of(seeds))),
                        List.of());
        return new Recorded(plan, runs);
    }

    private static ColumnEvidence.Cell cell(
            String corruption, int severity, int right, double ece) {
        BitSet bits = new BitSet();
        bits.set(0, right);
        return new ColumnEvidence.Cell(
                corruption,
                severity,
                IMAGES,
                right,
                Map.of(
                        "accuracy",
                        new ColumnEvidence.Value((double) right / IMAGES, List.of()),
                        "ece",
                        new ColumnEvidence.Value(ece, List.of())),
                Base64.getEncoder().encodeToString(bits.toByteArray()));
    }

    private void add(String method, int seed, int right, double ece, String images) {
        add(method, seed, images, List.of(cell("none", 0, right, ece)));
    }

    private void add(String method, int seed, String images, List<ColumnEvidence.Cell> cells) {
        String id = method + "/seed=" + seed;
        runs.put(
                id,
                new RunEvidence(
                        1,
                        id,
                        List.of("train"),
                        new RunEvidence.Circumstances("2026-01-01", 1, 1, "m", Map.of()),
                        new RunEvidence.Course(
                                Map.of(), List.of(), List.of(), List.of(), List.of()),
                        new RunEvidence.TestImages(IMAGES, images),
                        List.of(new ColumnEvidence("midpoint", List.of(), cells)),
                        List.of()));
    }

    private void add(List<Integer> line, List<Integer> standard) {
        for (int seed = 0; seed < line.size(); seed++) {
            add("line", seed, line.get(seed), 0.1 + 0.001 * seed, "same");
            add("standard", seed, standard.get(seed), 0.2, "same");
        }
    }

    private Verdict verdict(Measure measure) {
        Claim claim =
                new Claim(
                        new Entry("line", "midpoint"), new Entry("standard", "midpoint"), measure);
        return Verdict.of(claim, recorded());
    }

    @Test
    void of_aheadWithEverySeedAndBeyondChance_isReproduced() {
        add(List.of(740, 745, 735), List.of(700, 700, 690));
        assertThat(verdict(ACCURACY).sentence(recorded()))
                .isEqualTo(
                        "**Reproduced**: line against standard, accuracy on clean test images:"
                                + " +4.33 ± 0.29 points (ahead with 3 of 3 seeds; 130 wins and 0"
                                + " losses, p = 0.0005 over images).");
        assertThat(verdict(ECE).outcome()).isEqualTo(Verdict.Outcome.REPRODUCED);
        assertThat(verdict(ECE).sentence(recorded()))
                .contains("ECE on clean test images: -0.0990 ± 0.0010 (ahead with 3 of 3 seeds)");
    }

    @Test
    void of_behindWithEverySeedAndBeyondChance_isContrary() {
        add(List.of(640, 645, 635), List.of(700, 700, 690));
        assertThat(verdict(ACCURACY).outcome()).isEqualTo(Verdict.Outcome.CONTRARY);
    }

    @Test
    void of_seedsDisagreeOrChanceExplainsIt_isNotReproducedAndSaysWhy() {
        add(List.of(800, 690, 735), List.of(700, 700, 690));
        assertThat(verdict(ACCURACY).outcome()).isEqualTo(Verdict.Outcome.NOT_REPRODUCED);
        assertThat(verdict(ACCURACY).sentence(recorded())).endsWith("; the seeds disagree).");
        runs.clear();
        add(List.of(701, 701, 691), List.of(700, 700, 690));
        assertThat(verdict(ACCURACY).outcome()).isEqualTo(Verdict.Outcome.NOT_REPRODUCED);
        assertThat(verdict(ACCURACY).sentence(recorded()))
                .contains("ahead with 3 of 3 seeds")
                .endsWith(" over images; not beyond chance over images).");
    }

    @Test
    void of_aTieWithOneSeed_isNoVerdictForEitherSide() {
        for (int gain : List.of(-50, 50)) {
            runs.clear();
            for (int seed = 0; seed < 5; seed++) {
                add("line", seed, 700 + (seed == 0 ? 0 : gain), 0.1, "same");
                add("standard", seed, 700, 0.1, "same");
            }
            Verdict verdict =
                    Verdict.of(
                            new Claim(
                                    new Entry("line", "midpoint"),
                                    new Entry("standard", "midpoint"),
                                    ACCURACY),
                            recorded(0L, 1L, 2L, 3L, 4L));
            assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.NOT_REPRODUCED);
            assertThat(verdict.sentence(recorded())).endsWith("; the seeds disagree).");
        }
    }

    /** What is sure of three pairs of networks need not hold for the next pair. */
    @Test
    void of_beyondChanceOverImagesButNotOverSeeds_isNotReproduced() {
        add(List.of(710, 800, 715), List.of(700, 700, 700));
        Verdict verdict = verdict(ACCURACY);
        assertThat(verdict.paired().orElseThrow().pValue()).isLessThan(0.05);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.NOT_REPRODUCED);
        assertThat(verdict.sentence(recorded())).endsWith("; not beyond chance over seeds).");
    }

    @Test
    void of_fewSeeds_isShownAndNotJudged() {
        add(List.of(740), List.of(700));
        assertThat(verdict(ACCURACY).outcome()).isEqualTo(Verdict.Outcome.SHOWN);
        assertThat(verdict(ACCURACY).sentence(recorded()))
                .endsWith(": +4.00 points (ahead with 1 of 1 seed; 40 wins and 0 losses).");
        runs.clear();
        assertThat(verdict(ACCURACY).sentence(recorded()))
                .isEqualTo("**Not run**: line against standard, accuracy on clean test images.");
    }

    @Test
    void of_theSameImagesAreWonUnderEverySeverityAndWithEverySeed_eachCountsOnce() {
        Measure snow = new Measure(Figure.ACCURACY, "snow", 0);
        for (int seed = 0; seed < 3; seed++) {
            for (Map.Entry<String, Integer> method :
                    Map.of("line", 712, "standard", 700).entrySet()) {
                List<ColumnEvidence.Cell> cells = new ArrayList<>();
                for (int severity = 1; severity <= 5; severity++) {
                    cells.add(cell("snow", severity, method.getValue(), 0.1));
                }
                add(method.getKey(), seed, "same", cells);
            }
        }
        Verdict verdict = verdict(snow);

        // 180 wins and no loss, but of twelve images.
        PairedImages paired = verdict.paired().orElseThrow();
        assertThat(paired.wins()).isEqualTo(180);
        assertThat(paired.losses()).isZero();
        assertThat(paired.pValue())
                .isCloseTo(new RunningDifference(12, 0, IMAGES).pValue(), within(1e-12))
                .isGreaterThan(0.05);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.NOT_REPRODUCED);
    }

    @Test
    void of_columnThatNoRunHas_isRefused() {
        add(List.of(740), List.of(700));
        Claim claim =
                new Claim(
                        new Entry("line", "at-0.25"), new Entry("standard", "midpoint"), ACCURACY);
        assertThatThrownBy(() -> Verdict.of(claim, recorded()))
                .hasMessage(
                        "Cannot judge line/at-0.25: line/seed=0 has no accuracy on clean test"
                                + " images. It has midpoint.");
    }

    @Test
    void rejectsZero_threeSeeds_beyondTheQuantileOfTwoDegrees() {
        // Means in units of their standard errors: 4.4 and 4.2; 4.303 is the quantile.
        double one = Math.sqrt(3);
        assertThat(StudentT.rejectsZero(new Spread(List.of(4.4 - one, 4.4, 4.4 + one)))).isTrue();
        assertThat(StudentT.rejectsZero(new Spread(List.of(-4.4 - one, -4.4, -4.4 + one))))
                .isTrue();
        assertThat(StudentT.rejectsZero(new Spread(List.of(4.2 - one, 4.2, 4.2 + one)))).isFalse();
        assertThat(StudentT.rejectsZero(new Spread(List.of(4.2)))).isFalse();
    }

    @Test
    void of_differentImages_isRefused() {
        add("line", 0, 700, 0.1, "these");
        add("standard", 0, 700, 0.1, "those");
        assertThatThrownBy(() -> verdict(ACCURACY))
                .hasMessage(
                        "Cannot compare line/seed=0 and standard/seed=0: they were measured on"
                                + " different images. Make one of them again.");
    }

    @Test
    void of_seedsMeasuredOnDifferentImages_isRefused() {
        add("line", 0, 700, 0.1, "these");
        add("standard", 0, 700, 0.1, "these");
        add("line", 1, 700, 0.1, "those");
        add("standard", 1, 700, 0.1, "those");
        assertThatThrownBy(() -> verdict(ACCURACY))
                .hasMessage(
                        "Cannot compare line/seed=0 and line/seed=1: they were measured on"
                                + " different images. Make one of them again.");
    }

    /** Points may be measured by an evaluation of their own, under other severities. */
    @Test
    void requireComparable_columnThatLacksSeverities_isRefused() {
        Method method =
                new Method(
                        "line",
                        "line",
                        Map.of(),
                        Map.of("snow", Map.of("corruptions", "snow", "severities", "1-2")),
                        List.of(0L),
                        List.of(0.0),
                        Optional.empty(),
                        Optional.empty());
        Setup setup = new Setup("d", "D", Map.of(), Map.of(), List.of());
        Finding finding =
                new Finding(
                        "f",
                        "F",
                        Finding.Kind.METHODS,
                        List.of(new Entry("line", "midpoint")),
                        List.of(),
                        ECE,
                        List.of(
                                new Claim(
                                        new Entry("line", "midpoint"),
                                        new Entry("line", "endpoint-0"),
                                        ECE.under("snow"))));
        Plan plan = new Plan("p", "P", "", List.of(), setup, List.of(method), List.of(finding));
        PlannedRun run = new PlannedRun(setup, method, Optional.empty(), 0, 0);
        List<ColumnEvidence.Cell> all =
                List.of(cell("snow", 1, 700, 0.1), cell("snow", 2, 700, 0.1));

        Verdict.requireComparable(plan, run, run(all, all));
        assertThatThrownBy(() -> Verdict.requireComparable(plan, run, run(all, all.subList(0, 1))))
                .hasMessage(
                        "Cannot judge line/endpoint-0: line/seed=0 has no ece under snow 2, which"
                                + " other columns have.");
    }

    private static RunEvidence run(
            List<ColumnEvidence.Cell> midpoint, List<ColumnEvidence.Cell> end) {
        return new RunEvidence(
                1,
                "line/seed=0",
                List.of("train"),
                new RunEvidence.Circumstances("2026-01-01", 1, 1, "m", Map.of()),
                new RunEvidence.Course(Map.of(), List.of(), List.of(), List.of(), List.of()),
                new RunEvidence.TestImages(IMAGES, "f"),
                List.of(
                        new ColumnEvidence("midpoint", List.of(), midpoint),
                        new ColumnEvidence("endpoint-0", List.of(), end)),
                List.of());
    }
}
