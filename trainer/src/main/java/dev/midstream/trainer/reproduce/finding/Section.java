package dev.midstream.trainer.reproduce.finding;

import dev.midstream.trainer.picture.Drawing;
import dev.midstream.trainer.reproduce.plan.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of a finding.
 *
 * @param remark what is seen where nothing is claimed
 * @param chart none where nothing was run
 */
public record Section(
        Finding finding,
        Table table,
        List<Verdict> verdicts,
        Optional<String> remark,
        Optional<Chart> chart) {
    public Section {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * A picture.
     *
     * @param values what it shows, as text: other values, other text
     */
    public record Chart(Drawing drawing, String values) {}

    /** What the records show of a finding. */
    public static Section of(Finding finding, Recorded recorded) {
        FindingSeries series = new FindingSeries(finding, recorded);
        return switch (finding.kind()) {
            case METHODS ->
                    section(
                            finding,
                            recorded,
                            Tables.methods(finding, recorded),
                            Charts.points(finding.measure(), series.methods()));
            case POSITIONS ->
                    section(
                            finding,
                            recorded,
                            Tables.methods(finding, recorded),
                            Charts.lines(
                                    finding.measure(),
                                    "position (0 and 1: the ends)",
                                    with(series.positions(), series.across(0, 1))));
            case SEVERITIES ->
                    section(
                            finding,
                            recorded,
                            Tables.severities(finding, recorded),
                            Charts.lines(
                                    finding.measure(),
                                    "severity (0: clean images)",
                                    series.severities()));
            case CORRUPTIONS -> {
                List<String> corruptions = recorded.corruptions(finding);
                yield section(
                        finding,
                        recorded,
                        Tables.corruptions(finding, recorded, corruptions),
                        Charts.categories(
                                finding.measure(), corruptions, series.corruptions(corruptions)));
            }
            case ENDPOINTS ->
                    section(
                            finding,
                            recorded,
                            Tables.methods(finding, recorded),
                            Charts.lines(
                                    finding.measure(),
                                    "endpoints",
                                    with(series.endpoints(), series.acrossEndpoints())));
            case PLANE -> {
                Plane plane = new Plane(finding, recorded);
                yield new Section(
                        finding,
                        plane.table(),
                        verdicts(finding, recorded),
                        plane.sentence(),
                        plane.chart());
            }
        };
    }

    private static Section section(
            Finding finding, Recorded recorded, Table table, Optional<Chart> chart) {
        return new Section(finding, table, verdicts(finding, recorded), Optional.empty(), chart);
    }

    private static List<Verdict> verdicts(Finding finding, Recorded recorded) {
        return finding.claims().stream().map(claim -> Verdict.of(claim, recorded)).toList();
    }

    private static List<Series> with(List<Series> series, List<Series> more) {
        List<Series> all = new ArrayList<>(series);
        all.addAll(more);
        return all;
    }
}
