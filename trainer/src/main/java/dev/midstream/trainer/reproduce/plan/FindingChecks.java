package dev.midstream.trainer.reproduce.plan;

import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.Figure;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes sure that a finding can be drawn and judged when the runs of its plan are made: a mistake
 * in one would show after days of training.
 *
 * @param methods those of the plan
 */
record FindingChecks(Finding finding, List<Method> methods) {
    private static final String ENTRIES = "entries";
    private static final String BASELINES = "baselines";
    private static final String CELL = "cell";
    private static final String NOISE = "noise";

    /**
     * Checks the finding.
     *
     * @param fields where it stands in the plan
     * @throws IllegalArgumentException if it has a mistake, with a message that says where
     */
    void check(Fields fields) {
        if (finding.entries().isEmpty()) {
            throw fields.invalid(ENTRIES, "name at least one method");
        }
        switch (finding.kind()) {
            case SEVERITIES -> {
                if (!isMean(finding.measure())) {
                    throw fields.invalid(CELL, "severities are those of a corruption: name one");
                }
            }
            case CORRUPTIONS -> checkCorruptions(fields);
            case PLANE -> checkPlane(fields);
            case METHODS, POSITIONS, ENDPOINTS -> {}
        }
        checkDrawnOnce(fields);
        if (finding.kind() == Finding.Kind.ENDPOINTS) {
            checkEndpoints(fields);
        }
        checkMeasured(fields);
    }

    private void checkCorruptions(Fields fields) {
        if (!finding.measure().cell().equals(Measure.CLEAN)) {
            throw fields.invalid(CELL, "corruptions are all that were measured: name none");
        }
        if (finding.claims().stream()
                .anyMatch(each -> each.measure().cell().equals(Measure.CLEAN))) {
            throw fields.invalid("claims", "name the corruption of each with cell");
        }
        Set<String> corruptions = new LinkedHashSet<>();
        for (Entry entry : finding.shown()) {
            measured(fields, entry).stream()
                    .filter(condition -> !condition.isClean())
                    .forEach(condition -> corruptions.add(condition.corruption()));
        }
        if (corruptions.isEmpty()) {
            throw fields.invalid(ENTRIES, "no evaluation of them has a corruption");
        }
        for (String corruption : corruptions) {
            requireSameConditions(
                    fields, ENTRIES, finding.shown(), finding.measure().under(corruption));
        }
    }

    private void checkPlane(Fields fields) {
        Measure measure = finding.measure();
        if (!Finding.FIGURES_OF_PLANES.contains(measure.figure())) {
            throw fields.invalid("figure", "planes have " + ids(Finding.FIGURES_OF_PLANES));
        }
        if (!measure.cell().equals(Measure.CLEAN)) {
            throw fields.invalid(CELL, "planes are measured on clean images: name none");
        }
        if (finding.shown().size() > 1) {
            throw fields.invalid(ENTRIES, "a plane is that of one method: name one");
        }
        Method method = method(finding.entries().get(0));
        Object unused = MethodReader.subspace(fields, ENTRIES, method);
        if (!method.spansPlane()) {
            throw fields.invalid(
                    ENTRIES, method.name() + " is no simplex of three endpoints: name one");
        }
        if (method.landscape().isEmpty()) {
            throw fields.invalid(
                    ENTRIES,
                    "the plane of %s is not measured: give the method a landscape"
                            .formatted(method.name()));
        }
        if (measure.noise() != method.noise().get(0)) {
            throw fields.invalid(
                    NOISE,
                    "the plane of %s is measured with its first, %s"
                            .formatted(method.name(), method.noise().get(0)));
        }
    }

    private void checkDrawnOnce(Fields fields) {
        Set<Entry> drawn = new HashSet<>();
        for (Entry entry : finding.entries()) {
            // Along a line or curve all its points are drawn, whichever is named.
            Entry first =
                    finding.kind() == Finding.Kind.POSITIONS
                            ? new Entry(entry.method(), method(entry).mainColumn())
                            : entry;
            if (!drawn.add(first)) {
                throw fields.invalid(ENTRIES, entry.method() + " is drawn twice");
            }
        }
        for (Entry entry : finding.baselines()) {
            if (!drawn.add(entry)) {
                throw fields.invalid(BASELINES, entry.method() + " is drawn twice");
            }
        }
    }

    private void checkEndpoints(Fields fields) {
        Map<Integer, Entry> drawn = new HashMap<>();
        for (Entry entry : finding.entries()) {
            int endpoints = MethodReader.subspace(fields, ENTRIES, method(entry)).endpoints();
            Entry other = drawn.put(endpoints, entry);
            if (other != null) {
                throw fields.invalid(
                        ENTRIES,
                        "%s and %s have the same number of endpoints, %d: leave out one"
                                .formatted(other.method(), entry.method(), endpoints));
            }
        }
    }

    private void checkMeasured(Fields fields) {
        Measure measure = finding.measure();
        if (finding.shown().stream()
                .noneMatch(entry -> method(entry).noise().contains(measure.noise()))) {
            throw fields.invalid(
                    NOISE, "none of its entries is trained with %s".formatted(measure.noise()));
        }
        if (finding.shown().stream().allMatch(entry -> covered(fields, entry, measure).isEmpty())) {
            throw fields.invalid(CELL, "no evaluation of its entries measures " + measure.cell());
        }
        if (finding.kind() != Finding.Kind.SEVERITIES) {
            requireSameConditions(fields, CELL, finding.shown(), measure);
        }
    }

    /**
     * Checks a claim of the finding.
     *
     * @param fields where it stands in the plan
     * @throws IllegalArgumentException if it has a mistake, with a message that says where
     */
    void check(Fields fields, Claim claim) {
        Measure measure = claim.measure();
        checkSide(fields, "better", claim.better(), measure);
        checkSide(fields, "than", claim.than(), measure);
        if (claim.better().equals(claim.than())) {
            throw fields.invalid("than", claim.than() + " is compared with itself");
        }
        if (Collections.disjoint(method(claim.better()).seeds(), method(claim.than()).seeds())) {
            throw fields.invalid(
                    "than",
                    "%s has no seed that %s has"
                            .formatted(claim.than().method(), claim.better().method()));
        }
        requireSameConditions(fields, CELL, List.of(claim.better(), claim.than()), measure);
    }

    private void checkSide(Fields fields, String side, Entry entry, Measure measure) {
        if (!method(entry).noise().contains(measure.noise())) {
            throw fields.invalid(
                    side,
                    "%s is not trained with noise %s".formatted(entry.method(), measure.noise()));
        }
        if (covered(fields, entry, measure).isEmpty()) {
            throw fields.invalid(
                    side,
                    "no evaluation of %s measures %s".formatted(entry.method(), measure.cell()));
        }
    }

    /** Means over other severities say nothing of each other. */
    private void requireSameConditions(
            Fields fields, String field, List<Entry> entries, Measure measure) {
        Map<Set<Condition>, Entry> different = new HashMap<>();
        for (Entry entry : entries) {
            Set<Condition> covered = covered(fields, entry, measure);
            if (!covered.isEmpty()) {
                different.putIfAbsent(covered, entry);
            }
        }
        if (different.size() > 1) {
            throw fields.invalid(
                    field,
                    "the severities of %s are not the same for %s: name one, or measure the same"
                            .formatted(
                                    measure.cell(),
                                    different.values().stream()
                                            .map(Entry::method)
                                            .sorted()
                                            .collect(Collectors.joining(" and "))));
        }
    }

    /** What the evaluations of an entry's method measure of a measure. */
    private Set<Condition> covered(Fields fields, Entry entry, Measure measure) {
        return measured(fields, entry).stream()
                .filter(condition -> measure.covers(condition.corruption(), condition.severity()))
                .collect(Collectors.toSet());
    }

    private Set<Condition> measured(Fields fields, Entry entry) {
        try {
            return method(entry).measured();
        } catch (IllegalArgumentException e) {
            throw fields.invalid(
                    ENTRIES, "%s cannot be measured: %s".formatted(entry.method(), e.getMessage()));
        }
    }

    private static boolean isMean(Measure measure) {
        return !measure.cell().equals(Measure.CLEAN) && !measure.cell().contains("/");
    }

    private Method method(Entry entry) {
        return methods.stream()
                .filter(method -> method.name().equals(entry.method()))
                .findFirst()
                .orElseThrow();
    }

    /** The names of figures, as a message lists them. */
    static String ids(List<Figure> figures) {
        return figures.stream().map(Figure::id).collect(Collectors.joining(", "));
    }
}
