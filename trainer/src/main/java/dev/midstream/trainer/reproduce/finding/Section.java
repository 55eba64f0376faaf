package dev.midstream.trainer.reproduce.finding;

import dev.midstream.trainer.picture.Drawing;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of a finding.
 *
 * @param picture none where nothing was run
 */
public record Section(
        Finding finding, Table table, List<Verdict> verdicts, Optional<Drawing> picture) {
    public Section {
        verdicts = List.copyOf(verdicts);
    }

    /** What the records show of a finding. */
    public static Section of(Finding finding, Recorded recorded) {
        List<Verdict> verdicts =
                finding.claims().stream().map(claim -> Verdict.of(claim, recorded)).toList();
        Measure measure = finding.measure();
        FindingSeries series = new FindingSeries(finding, recorded);
        return switch (finding.kind()) {
            case METHODS ->
                    new Section(
                            finding,
                            Tables.methods(finding, recorded),
                            verdicts,
                            Charts.points(measure, series.methods()));
            case POSITIONS ->
                    new Section(
                            finding,
                            Tables.methods(finding, recorded),
                            verdicts,
                            Charts.lines(
                                    measure,
                                    "position (0 and 1: the ends)",
                                    with(series.positions(), series.across(0, 1))));
            case SEVERITIES ->
                    new Section(
                            finding,
                            Tables.severities(measure, series.severities()),
                            verdicts,
                            Charts.lines(
                                    measure, "severity (0: clean images)", series.severities()));
            case ENDPOINTS ->
                    new Section(
                            finding,
                            Tables.methods(finding, recorded),
                            verdicts,
                            Charts.lines(
                                    measure,
                                    "endpoints",
                                    with(series.endpoints(), series.acrossEndpoints())));
            case PLANE -> {
                Plane plane = new Plane(finding, recorded);
                yield new Section(finding, plane.table(), verdicts, plane.picture());
            }
        };
    }

    private static List<Series> with(List<Series> series, List<Series> more) {
        List<Series> all = new ArrayList<>(series);
        all.addAll(more);
        return all;
    }
}
