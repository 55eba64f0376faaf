package dev.midstream.trainer.reproduce.finding;

import dev.midstream.trainer.reproduce.evidence.ColumnEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The values of a finding, in the form in which they are drawn.
 *
 * @param recorded the records
 */
record FindingSeries(Finding finding, Recorded recorded) {
    private Measure measure() {
        return finding.measure();
    }

    /** One value for each entry. */
    List<Series> methods() {
        List<Series> all = new ArrayList<>();
        for (Entry entry : finding.shown()) {
            Spread spread = recorded.spread(entry, measure());
            if (spread.count() > 0) {
                all.add(single(recorded.label(entry), all.size(), spread));
            }
        }
        return all;
    }

    private static Series single(String label, double x, Spread spread) {
        return new Series(label, List.of(x), List.of(spread.mean()), List.of(spread.deviation()));
    }

    /** Baselines as lines across. */
    List<Series> across(double from, double to) {
        List<Series> all = new ArrayList<>();
        for (Entry entry : finding.baselines()) {
            Spread spread = recorded.spread(entry, measure());
            if (spread.count() > 0) {
                all.add(
                        new Series(
                                recorded.label(entry),
                                List.of(from, to),
                                List.of(spread.mean(), spread.mean()),
                                List.of(spread.deviation(), spread.deviation())));
            }
        }
        return all;
    }

    /** Along lines and curves: single points, and the ensembles of two that mirror each other. */
    List<Series> positions() {
        List<Series> all = new ArrayList<>();
        for (Entry entry : finding.entries()) {
            Map<String, Double> points = new LinkedHashMap<>();
            Map<String, Double> pairs = new LinkedHashMap<>();
            for (ColumnEvidence column : columns(entry)) {
                position(column.name()).ifPresent(x -> points.put(column.name(), x));
                pair(column.name()).ifPresent(x -> pairs.put(column.name(), x));
            }
            String label = recorded.plan().method(entry.method()).orElseThrow().label();
            add(all, label, entry.method(), points);
            add(all, label + ", pairs", entry.method(), pairs);
        }
        return all;
    }

    private void add(List<Series> all, String label, String method, Map<String, Double> columns) {
        Map<Double, Spread> values = new TreeMap<>();
        columns.forEach(
                (column, x) -> {
                    Spread spread = recorded.spread(new Entry(method, column), measure());
                    if (spread.count() > 0) {
                        values.put(x, spread);
                    }
                });
        if (!values.isEmpty()) {
            all.add(series(label, values));
        }
    }

    private static Series series(String label, Map<Double, Spread> values) {
        return new Series(
                label,
                List.copyOf(values.keySet()),
                values.values().stream().map(Spread::mean).toList(),
                values.values().stream().map(Spread::deviation).toList());
    }

    /** The columns of the first run that is made. */
    private List<ColumnEvidence> columns(Entry entry) {
        return first(entry).map(RunEvidence::columns).orElse(List.of());
    }

    private Optional<RunEvidence> first(Entry entry) {
        return recorded.made(entry, measure().noise()).stream().findFirst();
    }

    /** The position of a point on a line or curve, by its name. */
    static OptionalDouble position(String column) {
        return switch (column) {
            case "midpoint" -> OptionalDouble.of(0.5);
            case "endpoint-0" -> OptionalDouble.of(0);
            case "endpoint-1" -> OptionalDouble.of(1);
            default ->
                    column.matches("at-[01]?\\.?\\d*")
                            ? OptionalDouble.of(Double.parseDouble(column.substring(3)))
                            : OptionalDouble.empty();
        };
    }

    /** The position of the first of two points that mirror each other. */
    private static OptionalDouble pair(String column) {
        int plus = column.indexOf('+');
        return plus < 0 ? OptionalDouble.empty() : position(column.substring(0, plus));
    }

    /** By severity of the corruption that the finding measures; clean images at 0. */
    List<Series> severities() {
        return over(
                IntStream.rangeClosed(0, Measure.MAX_SEVERITY).mapToObj(measure()::at).toList());
    }

    /** By corruption, the mean over its severities; x is the place in the list. */
    List<Series> corruptions(List<String> corruptions) {
        return over(corruptions.stream().map(measure()::under).toList());
    }

    /** Several measures of each entry; x is the place in the list. */
    private List<Series> over(List<Measure> measures) {
        List<Series> all = new ArrayList<>();
        for (Entry entry : finding.shown()) {
            Map<Double, Spread> values = new TreeMap<>();
            for (int i = 0; i < measures.size(); i++) {
                Spread spread = recorded.spread(entry, measures.get(i));
                if (spread.count() > 0) {
                    values.put((double) i, spread);
                }
            }
            if (!values.isEmpty()) {
                all.add(series(recorded.label(entry), values));
            }
        }
        return all;
    }

    /** By the number of endpoints. */
    List<Series> endpoints() {
        Map<Double, Spread> values = new TreeMap<>();
        for (Entry entry : finding.entries()) {
            Spread spread = recorded.spread(entry, measure());
            if (spread.count() > 0) {
                values.put(endpoints(entry), spread);
            }
        }
        return values.isEmpty() ? List.of() : List.of(series("midpoint of a simplex", values));
    }

    List<Series> acrossEndpoints() {
        double least = finding.entries().stream().mapToDouble(this::endpoints).min().orElse(2);
        double most = finding.entries().stream().mapToDouble(this::endpoints).max().orElse(2);
        return across(least, most);
    }

    private double endpoints(Entry entry) {
        return recorded.plan().method(entry.method()).orElseThrow().subspace().endpoints();
    }
}
