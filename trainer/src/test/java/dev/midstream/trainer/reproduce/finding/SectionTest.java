package dev.midstream.trainer.reproduce.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.metrics.Figure;
import dev.midstream.trainer.reproduce.evidence.ColumnEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import dev.midstream.trainer.reproduce.plan.Method;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.Setup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Findings about calibration, of one run. */
class SectionTest {
    private static final Entry SIMPLEX = new Entry("simplex", "midpoint");

    private static Finding finding(Finding.Kind kind, Figure figure, String cell) {
        return new Finding(
                "f",
                "F",
                kind,
                List.of(SIMPLEX),
                List.of(),
                new Measure(figure, cell, 0),
                List.of());
    }

    private static ColumnEvidence.Cell cell(String corruption, int severity, double ece) {
        return new ColumnEvidence.Cell(
                corruption,
                severity,
                100,
                70,
                Map.of("ece", new ColumnEvidence.Value(ece, List.of())),
                "");
    }

    private static Recorded recorded() {
        Method method =
                new Method(
                        "simplex",
                        "simplex",
                        Map.of(),
                        Map.of(),
                        List.of(0L),
                        List.of(0.0),
                        Optional.empty(),
                        Optional.empty());
        Plan plan =
                new Plan(
                        "p",
                        "P",
                        "",
                        List.of(),
                        new Setup("d", Map.of(), Map.of(), List.of()),
                        List.of(method),
                        List.of());
        RunEvidence run =
                new RunEvidence(
                        1,
                        "simplex/seed=0",
                        List.of("train"),
                        new RunEvidence.Circumstances("2026-01-01", 1, 1, "m", Map.of()),
                        new RunEvidence.Course(
                                Map.of(), List.of(), List.of(), List.of(), List.of()),
                        new RunEvidence.TestImages(100, "f"),
                        List.of(
                                new ColumnEvidence(
                                        "midpoint",
                                        List.of(),
                                        List.of(
                                                cell("none", 0, 0.03),
                                                cell("snow", 1, 0.125),
                                                cell("fog", 1, 0.25),
                                                cell("fog", 5, 0.5))),
                                new ColumnEvidence(
                                        "endpoint-0", List.of(), List.of(cell("none", 0, 0.05)))),
                        List.of(
                                new RunEvidence.Place(List.of(1.0, 0.0, 0.0), 0.7, 0.1, 0.9),
                                new RunEvidence.Place(List.of(0.0, 1.0, 0.0), 0.6, 0.2, 1.1),
                                new RunEvidence.Place(List.of(0.3, 0.3, 0.4), 0.65, 0.3, 1.3)));
        return new Recorded(plan, Map.of("simplex/seed=0", run));
    }

    @Test
    void of_severitiesOfACalibrationError_areNoPercentages() {
        Section section =
                Section.of(finding(Finding.Kind.SEVERITIES, Figure.ECE, "snow"), recorded());

        assertThat(section.table().header()).containsExactly("network", "seeds", "clean", "1");
        assertThat(section.table().rows())
                .containsExactly(List.of("simplex", "1", "0.0300", "0.1250"));
    }

    @Test
    void of_corruptions_haveARowForEachAndForTheirMean() {
        Section section =
                Section.of(finding(Finding.Kind.CORRUPTIONS, Figure.ECE, "clean"), recorded());

        assertThat(section.table().header()).containsExactly("images", "simplex");
        assertThat(section.table().rows())
                .containsExactly(
                        List.of("clean", "0.0300"),
                        List.of("snow", "0.1250"),
                        List.of("fog", "0.3750"),
                        List.of("mean over corruptions", "0.2500"));
        assertThat(section.chart())
                .hasValueSatisfying(
                        chart ->
                                assertThat(chart.values())
                                        .contains("[snow, fog]", "mean=[0.125, 0.375]"));
    }

    @Test
    void meanOf_quantitiesOfSeveralSeeds_isTheMeanWithEachSeed() {
        assertThat(
                        Spread.meanOf(
                                        List.of(
                                                new Spread(List.of(1.0, 2.0)),
                                                new Spread(List.of(3.0, 8.0))))
                                .values())
                .containsExactly(2.0, 5.0);
        assertThat(
                        Spread.meanOf(
                                        List.of(
                                                new Spread(List.of(1.0, 2.0)),
                                                new Spread(List.of(3.0))))
                                .count())
                .as("a seed lacks one of them")
                .isZero();
    }

    @Test
    void of_methods_endsFollowTheirMidpoint() {
        Section section =
                Section.of(finding(Finding.Kind.METHODS, Figure.ECE, "clean"), recorded());

        assertThat(section.table().rows())
                .extracting(row -> row.get(0))
                .containsExactly("simplex", "simplex, endpoint-0");
    }

    @Test
    void of_plane_saysWhatIsSeenOfOneSeed() {
        Section section =
                Section.of(finding(Finding.Kind.PLANE, Figure.ACCURACY, "clean"), recorded());

        assertThat(section.remark())
                .hasValueSatisfying(
                        remark ->
                                assertThat(remark)
                                        .startsWith(
                                                "**Shown with too few seeds to be judged**:"
                                                    + " accuracy on clean test images is 65.00 % at"
                                                    + " the place nearest to the midpoint and 60.00"
                                                    + " % to 70.00 % at the ends (1 seed)."));
    }

    @Test
    void values_ofAPlane_areThoseOfTheFigure() {
        assertThat(new Plane(finding(Finding.Kind.PLANE, Figure.ECE, "clean"), recorded()).values())
                .containsExactly(0.1, 0.2, 0.3);
        assertThat(new Plane(finding(Finding.Kind.PLANE, Figure.NLL, "clean"), recorded()).values())
                .containsExactly(0.9, 1.1, 1.3);
        assertThat(
                        new Plane(finding(Finding.Kind.PLANE, Figure.ACCURACY, "clean"), recorded())
                                .values())
                .containsExactly(70.0, 60.0, 65.0);
    }
}
