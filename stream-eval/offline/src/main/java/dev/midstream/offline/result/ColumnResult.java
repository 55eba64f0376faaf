package dev.midstream.offline.result;

import dev.midstream.RobustnessSummary;
import dev.midstream.evaluation.panel.Column;
import dev.midstream.images.corruption.Condition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * All figures of one column of one model, by observed labels.
 *
 * @param cells by condition, in the order of the plan
 * @param summary over the corruptions and severities
 */
public record ColumnResult(
        String modelId,
        Column column,
        Map<Condition, CellFigures> cells,
        RobustnessSummary summary) {
    public ColumnResult {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /** The column's name, with the model's before it. */
    public String qualifiedName() {
        return modelId + "/" + column.name();
    }

    /** The corrupted conditions, in the order of the plan. */
    public List<Condition> corrupted() {
        return cells.keySet().stream().filter(c -> !c.equals(Condition.CLEAN)).toList();
    }

    /** The mean of a figure over some conditions, each with the same weight; empty over none. */
    public OptionalDouble mean(
            Predicate<Condition> conditions, ToDoubleFunction<CellFigures> figure) {
        return cells.entrySet().stream()
                .filter(cell -> conditions.test(cell.getKey()))
                .mapToDouble(cell -> figure.applyAsDouble(cell.getValue()))
                .average();
    }
}
