package dev.midstream.trainer.reproduce.finding;

import dev.midstream.metrics.Figure;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The tables of findings. */
final class Tables {
    private Tables() {}

    /**
     * A row for each entry and the ends of its subspace, with all figures of the cell; none where
     * nothing was run.
     */
    static Table methods(Finding finding, Recorded recorded) {
        List<String> header = new ArrayList<>(List.of("network", "seeds"));
        Measure.FIGURES.forEach(figure -> header.add(figure.title()));
        List<List<String>> rows = new ArrayList<>();
        int made = 0;
        for (Entry entry : withEnds(finding, recorded)) {
            List<String> row = new ArrayList<>(List.of(recorded.label(entry)));
            int seeds = recorded.spread(entry, finding.measure()).count();
            row.add(Integer.toString(seeds));
            made += seeds;
            for (Figure figure : Measure.FIGURES) {
                Measure measure = finding.measure().with(figure);
                row.add(recorded.text(entry, List.of(measure)));
            }
            rows.add(row);
        }
        return new Table(header, made == 0 ? List.of() : rows);
    }

    /** Ends follow their midpoint, so that a claim about one of them hides no other. */
    private static Set<Entry> withEnds(Finding finding, Recorded recorded) {
        Set<Entry> entries = new LinkedHashSet<>();
        for (Entry entry : finding.shown()) {
            entries.add(entry);
            recorded.ends(entry, finding.measure().noise()).stream()
                    .filter(end -> recorded.spread(end, finding.measure()).count() > 0)
                    .forEach(entries::add);
        }
        return entries;
    }

    /** A row for each entry, a column for clean images and each severity that was measured. */
    static Table severities(Finding finding, Recorded recorded) {
        Measure measure = finding.measure();
        TreeSet<Integer> severities = new TreeSet<>();
        for (Entry entry : finding.shown()) {
            for (int severity = 0; severity <= Measure.MAX_SEVERITY; severity++) {
                if (recorded.spread(entry, measure.at(severity)).count() > 0) {
                    severities.add(severity);
                }
            }
        }
        List<String> header = new ArrayList<>(List.of("network", "seeds"));
        severities.forEach(each -> header.add(each == 0 ? "clean" : Integer.toString(each)));
        List<List<String>> rows = new ArrayList<>();
        for (Entry entry : finding.shown()) {
            List<String> row = new ArrayList<>(List.of(recorded.label(entry)));
            row.add(Integer.toString(recorded.made(entry, measure.noise()).size()));
            severities.forEach(each -> row.add(recorded.text(entry, List.of(measure.at(each)))));
            rows.add(row);
        }
        return new Table(header, severities.isEmpty() ? List.of() : rows);
    }

    /**
     * A row for clean images and each corruption that was measured, and one for the mean over
     * these; a column for each entry.
     */
    static Table corruptions(Finding finding, Recorded recorded, List<String> corruptions) {
        Measure measure = finding.measure();
        List<Entry> entries = finding.shown();
        List<Measure> corrupted = corruptions.stream().map(measure::under).toList();
        List<String> header = new ArrayList<>(List.of("images"));
        entries.forEach(entry -> header.add(recorded.label(entry)));
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                row(
                        "seeds",
                        entries,
                        entry -> Integer.toString(recorded.made(entry, measure.noise()).size())));
        rows.add(row(Measure.CLEAN, entries, entry -> recorded.text(entry, List.of(measure))));
        for (Measure under : corrupted) {
            rows.add(row(under.cell(), entries, entry -> recorded.text(entry, List.of(under))));
        }
        if (!corrupted.isEmpty()) {
            rows.add(
                    row(
                            "mean over corruptions",
                            entries,
                            entry -> recorded.text(entry, corrupted)));
        }
        boolean made =
                entries.stream().anyMatch(each -> !recorded.made(each, measure.noise()).isEmpty());
        return new Table(header, made ? rows : List.of());
    }

    private static List<String> row(
            String name, List<Entry> entries, Function<Entry, String> text) {
        List<String> row = new ArrayList<>(List.of(name));
        entries.forEach(entry -> row.add(text.apply(entry)));
        return row;
    }
}
