package dev.midstream.offline.requirement;

import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.ReportFigure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A bound that a measured figure must keep, for instance {@code midpoint accuracy snow/3 >= 0.60}.
 *
 * @param text as it was given
 * @param column the columns that must keep it, all of them
 */
public record BoundRequirement(
        String text,
        ColumnName column,
        ReportFigure figure,
        CellChoice cell,
        Relation comparison,
        double bound)
        implements Requirement {
    @Override
    public List<ColumnName> columns() {
        return List.of(column);
    }

    @Override
    public List<String> failures(List<ColumnResult> results) {
        return column.among(results).stream().map(this::failure).flatMap(Optional::stream).toList();
    }

    /** The one line that says how a column missed the bound; empty where it keeps it. */
    Optional<String> failure(ColumnResult result) {
        Optional<String> unanswered = UnansweredCells.failure(this, result);
        if (unanswered.isPresent()) {
            return unanswered;
        }
        OptionalDouble measured = result.value(figure, cell);
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
}
