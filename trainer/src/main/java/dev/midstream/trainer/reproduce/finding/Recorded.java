package dev.midstream.trainer.reproduce.finding;

import dev.midstream.trainer.reproduce.evidence.ColumnEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import dev.midstream.trainer.reproduce.plan.Method;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The records of a plan, asked for values.
 *
 * @param runs by name
 */
public record Recorded(Plan plan, Map<String, RunEvidence> runs) {
    private static final String END = "endpoint-\\d+(\\+endpoint-\\d+)*";
    private static final String NOT_MEASURED = "not measured";

    /** The record of a method's run, if it is made. */
    Optional<RunEvidence> run(String method, double noise, long seed) {
        return plan.method(method)
                .map(found -> new PlannedRun(plan.setup(), found, Optional.empty(), noise, seed))
                .flatMap(run -> Optional.ofNullable(runs.get(run.id())));
    }

    /** The seeds of a method, as planned. */
    List<Long> seeds(Entry entry) {
        return plan.method(entry.method()).map(Method::seeds).orElse(List.of());
    }

    /** The runs of an entry that are made. */
    public List<RunEvidence> made(Entry entry, double noise) {
        return seeds(entry).stream()
                .map(seed -> run(entry.method(), noise, seed))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The ends of an entry's subspace and their ensemble, as far as they were measured. */
    List<Entry> ends(Entry entry, double noise) {
        return made(entry, noise).stream()
                .limit(1)
                .flatMap(run -> run.columns().stream())
                .map(ColumnEvidence::name)
                .filter(column -> column.matches(END))
                .map(column -> new Entry(entry.method(), column))
                .toList();
    }

    /**
     * The corruptions that a finding's entries were measured under, in the order of the records.
     */
    List<String> corruptions(Finding finding) {
        return finding.shown().stream()
                .flatMap(entry -> corruptions(entry, finding.measure().noise()))
                .distinct()
                .toList();
    }

    private Stream<String> corruptions(Entry entry, double noise) {
        return made(entry, noise).stream()
                .flatMap(run -> run.columns().stream())
                .filter(column -> column.name().equals(entry.column()))
                .flatMap(column -> column.cells().stream())
                .filter(cell -> !cell.isClean())
                .map(ColumnEvidence.Cell::corruption);
    }

    /** How tables and pictures call an entry. */
    public String label(Entry entry) {
        Method method = plan.method(entry.method()).orElseThrow();
        return entry.column().equals(method.mainColumn())
                ? method.label()
                : method.label() + ", " + entry.column();
    }

    /** The cells of a column that a measure is taken over. */
    static List<ColumnEvidence.Cell> cells(RunEvidence run, String column, Measure measure) {
        return run.columns().stream()
                .filter(each -> each.name().equals(column))
                .flatMap(each -> each.cells().stream())
                .filter(cell -> measure.covers(cell.corruption(), cell.severity()))
                .toList();
    }

    /** The value of a measure: the mean over its cells. */
    static OptionalDouble value(RunEvidence run, String column, Measure measure) {
        return cells(run, column, measure).stream()
                .map(cell -> cell.figures().get(measure.figure().id()))
                .filter(Objects::nonNull)
                .mapToDouble(ColumnEvidence.Value::value)
                .average();
    }

    /**
     * What is shown of a finding: all figures of what it measures and, where it is shown by
     * severity or by corruption, its figure under each of them.
     */
    public List<Measure> measures(Finding finding) {
        Measure measure = finding.measure();
        Stream<Measure> more =
                switch (finding.kind()) {
                    case SEVERITIES ->
                            IntStream.rangeClosed(0, Measure.MAX_SEVERITY).mapToObj(measure::at);
                    case CORRUPTIONS -> corruptions(finding).stream().map(measure::under);
                    case METHODS, POSITIONS, ENDPOINTS, PLANE -> Stream.empty();
                };
        return Stream.concat(Measure.FIGURES.stream().map(measure::with), more).toList();
    }

    /** The values of all seeds that are made. */
    public Spread spread(Entry entry, Measure measure) {
        return spread(entry, List.of(measure));
    }

    /**
     * The means of several values with each seed, of those that have all of them.
     *
     * @param measures of the same label noise
     */
    Spread spread(Entry entry, List<Measure> measures) {
        List<Double> values = new ArrayList<>();
        for (RunEvidence run : made(entry, measures.get(0).noise())) {
            List<Double> found =
                    measures.stream()
                            .map(measure -> value(run, entry.column(), measure))
                            .flatMap(value -> value.stream().boxed())
                            .toList();
            if (found.size() == measures.size()) {
                found.stream().mapToDouble(value -> value).average().ifPresent(values::add);
            }
        }
        return new Spread(values);
    }

    /** A value, or the mean of several, as tables have it; or that there is none, and why. */
    String text(Entry entry, List<Measure> measures) {
        Spread spread = spread(entry, measures);
        if (spread.count() > 0) {
            return spread.text(measures.get(0));
        }
        return made(entry, measures.get(0).noise()).isEmpty() ? Spread.NOT_RUN : NOT_MEASURED;
    }
}
