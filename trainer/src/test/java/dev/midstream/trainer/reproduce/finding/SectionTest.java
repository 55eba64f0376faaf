package dev.midstream.trainer.reproduce.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.metrics.Figure;
import dev.midstream.trainer.picture.Picture;
import dev.midstream.trainer.reproduce.evidence.ColumnEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import dev.midstream.trainer.reproduce.plan.Method;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.Setup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings about calibration, of one run. */
class SectionTest {
    private static final Entry SIMPLEX = new Entry("simplex", "midpoint");
    private static final Entry END = new Entry("simplex", "endpoint-0");

    @TempDir private Path directory;

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

    private static Method method(String name, Long... seeds) {
        return new Method(
                name,
                name,
                Map.of(),
                Map.of(),
                seeds.length == 0 ? List.of(0L) : List.of(seeds),
                List.of(0.0),
                Optional.empty(),
                Optional.empty());
    }

    private static Plan plan(List<Method> methods) {
        return new Plan(
                "p",
                "P",
                "",
                List.of(),
                new Setup("d", "D", Map.of(), Map.of(), List.of()),
                methods,
                List.of());
    }

    private static RunEvidence run(String name, List<ColumnEvidence> columns) {
        return new RunEvidence(
                1,
                name,
                List.of("train"),
                new RunEvidence.Circumstances("2026-01-01", 1, 1, "m", Map.of()),
                new RunEvidence.Course(Map.of(), List.of(), List.of(), List.of(), List.of()),
                new RunEvidence.TestImages(100, "f"),
                columns,
                List.of(
                        new RunEvidence.Place(List.of(1.0, 0.0, 0.0), 0.7, 0.1, 0.9),
                        new RunEvidence.Place(List.of(0.0, 1.0, 0.0), 0.6, 0.2, 1.1),
                        new RunEvidence.Place(List.of(0.3, 0.3, 0.4), 0.65, 0.3, 1.3)));
    }

    private static Recorded recorded() {
        RunEvidence run =
                run(
                        "simplex/seed=0",
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
                                        "endpoint-0", List.of(), List.of(cell("none", 0, 0.05)))));
        return new Recorded(plan(List.of(method("simplex"))), Map.of("simplex/seed=0", run));
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
                        List.of("seeds", "1"),
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
    void of_corruptionsThatNotAllEntriesHave_leavesGapsInTableAndPicture() throws Exception {
        Finding finding =
                new Finding(
                        "f",
                        "F",
                        Finding.Kind.CORRUPTIONS,
                        List.of(SIMPLEX, new Entry("other", "midpoint"), END),
                        List.of(),
                        new Measure(Figure.ECE, "clean", 0),
                        List.of());
        Map<String, RunEvidence> runs = new LinkedHashMap<>(recorded().runs());
        for (long seed : List.of(0L, 1L)) {
            runs.put(
                    "other/seed=" + seed,
                    run(
                            "other/seed=" + seed,
                            List.of(
                                    new ColumnEvidence(
                                            "midpoint",
                                            List.of(),
                                            List.of(
                                                    cell("none", 0, 0.05),
                                                    cell("fog", 1, 0.2 + 0.1 * seed))))));
        }
        Recorded both =
                new Recorded(plan(List.of(method("simplex"), method("other", 0L, 1L))), runs);

        Section section = Section.of(finding, both);

        assertThat(section.table().rows())
                .containsExactly(
                        List.of("seeds", "1", "2", "1"),
                        List.of("clean", "0.0300", "0.0500 ± 0.0000", "0.0500"),
                        List.of("snow", "0.1250", "not measured", "not measured"),
                        List.of("fog", "0.3750", "0.2500 ± 0.0707", "not measured"),
                        List.of("mean over corruptions", "0.2500", "not measured", "not measured"));
        Path file = directory.resolve("f.png");
        new Picture(760, List.of(section.chart().orElseThrow().drawing()), "").writePng(file);
        assertThat(file).isNotEmptyFile();
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
