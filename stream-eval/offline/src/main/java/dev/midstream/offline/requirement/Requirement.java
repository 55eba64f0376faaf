package dev.midstream.offline.requirement;

import dev.midstream.images.corruption.Condition;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.ReportFigure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bound that a measured figure must keep, for instance {@code midpoint accuracy snow/3 >= 0.60}.
 *
 * @param text as it was given
 * @param column a column's name, or {@code MODEL/COLUMN}
 */
public record Requirement(
        String text,
        String column,
        ReportFigure figure,
        CellChoice cell,
        Comparison comparison,
        double bound) {
    private static final String GRAMMAR = "\"[MODEL/]POINT FIGURE CELL >=|>|<=|< NUMBER\"";
    private static final String EXAMPLE = "\"midpoint accuracy snow/3 >= 0.60\"";
    private static final Pattern FORM =
            Pattern.compile("(\\S+)\\s+(\\S+)\\s+([^\\s<>=]+)\\s*(>=|<=|>|<)\\s*([^\\s<>=]+)");

    /**
     * Reads a requirement.
     *
     * @param coverages those at which selective accuracy is measured
     * @throws IllegalArgumentException if it is malformed, with a message that shows the form
     */
    public static Requirement parse(String text, List<Double> coverages) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw malformed(text, "the form is " + GRAMMAR);
        }
        ReportFigure figure =
                ReportFigure.named(form.group(2), coverages)
                        .orElseThrow(
                                () ->
                                        malformed(
                                                text,
                                                "FIGURE is one of "
                                                        + ReportFigure.names(coverages)));
        CellChoice cell = cell(text, form.group(3));
        if (figure instanceof ReportFigure.OfSummary && !cell.isMean()) {
            throw malformed(text, "the CELL of " + figure.name() + " is mean");
        }
        Comparison comparison = Comparison.of(form.group(4));
        double bound = number(text, form.group(5));
        return new Requirement(text, form.group(1), figure, cell, comparison, bound);
    }

    private static CellChoice cell(String text, String cell) {
        try {
            return CellChoice.parse(cell);
        } catch (IllegalArgumentException e) {
            throw malformed(
                    text, "CELL is clean, mean, CORRUPTION or CORRUPTION/SEVERITY, not " + cell);
        }
    }

    private static double number(String text, String number) {
        try {
            double bound = Double.parseDouble(number);
            if (Double.isFinite(bound)) {
                return bound;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw malformed(text, number + " is not a number");
    }

    /**
     * Makes sure that the requirement speaks of what is going to be measured.
     *
     * @throws IllegalArgumentException if not, with a message for the user
     */
    public void checkMeasured(List<EvaluatedModel> models, List<Condition> conditions) {
        boolean known =
                models.stream()
                        .anyMatch(
                                model ->
                                        model.columnNames().stream()
                                                .anyMatch(name -> isOf(model.modelId(), name)));
        if (!known) {
            throw malformed(text, column + " is none of the evaluated points");
        }
        if (!cell.isAmong(conditions)) {
            throw malformed(text, cell.text() + " is not among the evaluated conditions");
        }
    }

    /** Whether it speaks of a column. */
    public boolean isOf(String modelId, String name) {
        return column.equals(name) || column.equals(modelId + "/" + name);
    }

    /** The value measured of a column; empty where the figure is not meaningful. */
    OptionalDouble measured(ColumnResult result) {
        if (figure instanceof ReportFigure.OfSummary ofSummary) {
            return ofSummary.of(result.summary());
        }
        return figure instanceof ReportFigure.OfCell ofCell
                ? result.mean(cell, ofCell.value())
                : OptionalDouble.empty();
    }

    /** The one line that says how the requirement was missed; empty where it holds. */
    public Optional<String> failure(ColumnResult result) {
        OptionalDouble measured = measured(result);
        if (measured.isEmpty()) {
            return Optional.of(
                    "Requirement failed: %s: %s is not meaningful for %s on %s."
                            .formatted(
                                    text,
                                    figure.name(),
                                    result.qualifiedName(),
                                    result.summary().getKey().getDataset()));
        }
        return comparison.holds(measured.getAsDouble(), bound)
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "Requirement failed: %s: %s measured %.6g.",
                                text,
                                result.qualifiedName(),
                                measured.getAsDouble()));
    }

    private static IllegalArgumentException malformed(String text, String reason) {
        return new IllegalArgumentException(
                "Invalid --require \"%s\": %s, for instance %s.".formatted(text, reason, EXAMPLE));
    }
}
