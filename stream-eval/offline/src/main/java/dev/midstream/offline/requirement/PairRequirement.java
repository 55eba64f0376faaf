package dev.midstream.offline.requirement;

import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.ReportFigure;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How two columns must compare on the same images, for instance {@code new/midpoint mean >=
 * old/midpoint mean}.
 *
 * @param text as it was given
 * @param left names one column
 * @param right names another
 */
public record PairRequirement(
        String text,
        ColumnName left,
        ColumnName right,
        ReportFigure figure,
        CellChoice cell,
        Relation comparison)
        implements Requirement {
    @Override
    public List<ColumnName> columns() {
        return List.of(left, right);
    }

    @Override
    public List<String> failures(List<ColumnResult> results) {
        List<ColumnResult> one = left.among(results);
        List<ColumnResult> other = right.among(results);
        List<String> unanswered =
                Stream.of(one, other)
                        .flatMap(List::stream)
                        .flatMap(result -> UnansweredCells.failure(this, result).stream())
                        .distinct()
                        .toList();
        if (!unanswered.isEmpty()) {
            return unanswered;
        }
        OptionalDouble first = value(one);
        OptionalDouble second = value(other);
        if (first.isEmpty() || second.isEmpty()) {
            return List.of(
                    "Requirement failed: %s: %s is not meaningful for both points."
                            .formatted(text, figure.name()));
        }
        return comparison.holds(first.getAsDouble(), second.getAsDouble())
                ? List.of()
                : List.of(
                        String.format(
                                Locale.ROOT,
                                "Requirement failed: %s: %s measured %.6g, %s %.6g.",
                                text,
                                one.get(0).qualifiedName(),
                                first.getAsDouble(),
                                other.get(0).qualifiedName(),
                                second.getAsDouble()));
    }

    private OptionalDouble value(List<ColumnResult> results) {
        return results.isEmpty() ? OptionalDouble.empty() : results.get(0).value(figure, cell);
    }
}
