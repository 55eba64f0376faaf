package dev.midstream.trainer.reproduce.finding;

import dev.midstream.metrics.Figure;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The tables of findings. */
final class Tables {
    private Tables() {}

    /** A row for each entry, with all figures of the cell; none where nothing was run. */
    static Table methods(Finding finding, Recorded recorded) {
        List<String> header = new ArrayList<>(List.of("network", "seeds"));
        Measure.FIGURES.forEach(figure -> header.add(figure.title()));
        List<Entry> entries = new ArrayList<>(finding.entries());
        entries.addAll(finding.baselines());
        List<List<String>> rows = new ArrayList<>();
        int made = 0;
        for (Entry entry : entries) {
            List<String> row = new ArrayList<>(List.of(recorded.label(entry)));
            int seeds = recorded.spread(entry, finding.measure()).count();
            row.add(Integer.toString(seeds));
            made += seeds;
            for (Figure figure : Measure.FIGURES) {
                Measure measure = finding.measure().with(figure);
                row.add(recorded.spread(entry, measure).text(measure));
            }
            rows.add(row);
        }
        return new Table(header, made == 0 ? List.of() : rows);
    }

    /** A row for each series of a measure, a column for each place. */
    static Table severities(Measure measure, List<Series> series) {
        TreeSet<Double> places = new TreeSet<>();
        series.forEach(each -> places.addAll(each.x()));
        List<String> header = new ArrayList<>(List.of("network"));
        places.forEach(x -> header.add(x == 0 ? "clean" : String.format(Locale.ROOT, "%.0f", x)));
        List<List<String>> rows = new ArrayList<>();
        for (Series each : series) {
            List<String> row = new ArrayList<>(List.of(each.label()));
            for (double x : places) {
                int index = each.x().indexOf(x);
                row.add(index < 0 ? Spread.NOT_RUN : measure.text(each.mean().get(index)));
            }
            rows.add(row);
        }
        return new Table(header, rows);
    }
}
