package dev.midstream.offline.requirement;

import dev.midstream.metrics.Figure;
import dev.midstream.offline.result.ReportFigure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a requirement. */
final class RequirementParser {
    private static final String GRAMMAR =
            "\"[MODEL/]POINT FIGURE CELL >=|>|<=|< NUMBER\" or \"[MODEL/]POINT [FIGURE] CELL"
                    + " >=|>|<=|< [MODEL/]POINT [FIGURE] CELL\"";
    private static final String EXAMPLE = "\"midpoint accuracy snow/3 >= 0.60\"";
    private static final Pattern SIDES = Pattern.compile("([^<>=]+)(>=|<=|>|<)([^<>=]+)");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final String text;
    private final List<Double> coverages;

    RequirementParser(String text, List<Double> coverages) {
        this.text = text;
        this.coverages = coverages;
    }

    Requirement parse() {
        Matcher sides = SIDES.matcher(text);
        if (!sides.matches()) {
            throw malformed("the form is " + GRAMMAR);
        }
        List<String> left = words(sides.group(1));
        List<String> right = words(sides.group(3));
        Relation comparison = Relation.of(sides.group(2));
        if (left.size() == 3 && right.size() == 1) {
            Side side = side(left);
            return new BoundRequirement(
                    text,
                    side.column(),
                    side.figure(),
                    side.cell(),
                    comparison,
                    number(right.get(0)));
        }
        if (isSide(left) && isSide(right)) {
            return pair(side(left), comparison, side(right));
        }
        throw malformed("the form is " + GRAMMAR);
    }

    private PairRequirement pair(Side left, Relation comparison, Side right) {
        if (!left.figure().name().equals(right.figure().name())
                || !left.cell().equals(right.cell())) {
            throw new IllegalArgumentException(
                    "Invalid --require \"%s\": both sides must have the same FIGURE and CELL, as in \"new/midpoint mean >= old/midpoint mean\"."
                            .formatted(text));
        }
        return new PairRequirement(
                text, left.column(), right.column(), left.figure(), left.cell(), comparison);
    }

    private static List<String> words(String side) {
        return List.of(SPACE.split(side.strip()));
    }

    private static boolean isSide(List<String> words) {
        return words.size() == 2 || words.size() == 3;
    }

    /** One side: its figure is accuracy where none is named. */
    private Side side(List<String> words) {
        String figure = words.size() == 3 ? words.get(1) : Figure.ACCURACY.id();
        Side side =
                new Side(
                        new ColumnName(words.get(0)),
                        figure(figure),
                        cell(words.get(words.size() - 1)));
        if (side.figure() instanceof ReportFigure.OfSummary && !side.cell().isMean()) {
            throw malformed("the CELL of " + figure + " is mean");
        }
        return side;
    }

    private ReportFigure figure(String name) {
        return ReportFigure.named(name, coverages)
                .orElseThrow(() -> malformed("FIGURE is one of " + ReportFigure.names(coverages)));
    }

    private CellChoice cell(String cell) {
        try {
            return CellChoice.parse(cell);
        } catch (IllegalArgumentException e) {
            throw malformed("CELL is clean, mean, CORRUPTION or CORRUPTION/SEVERITY, not " + cell);
        }
    }

    private double number(String number) {
        try {
            double bound = Double.parseDouble(number);
            if (Double.isFinite(bound)) {
                return bound;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw malformed(number + " is not a number");
    }

    private IllegalArgumentException malformed(String reason) {
        return malformed(text, reason);
    }

    /** The error that a requirement cannot be used. */
    static IllegalArgumentException malformed(String text, String reason) {
        return new IllegalArgumentException(
                "Invalid --require \"%s\": %s, for instance %s.".formatted(text, reason, EXAMPLE));
    }

    private record Side(ColumnName column, ReportFigure figure, CellChoice cell) {}
}
