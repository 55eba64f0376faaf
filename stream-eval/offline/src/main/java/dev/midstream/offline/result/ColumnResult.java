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

/**
 * All figures of one column of one model, by observed labels.
 *
 * @param cells by condition, in the order of the plan
 * @param summary over the corruptions and severities
 * @param shown how many images the model was shown, answered or not
 */
public record ColumnResult(
        String modelId,
        Column column,
        Map<Condition, CellFigures> cells,
        RobustnessSummary summary,
        ShownItems shown) {
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

    /**
     * The value of a figure on some conditions: the mean over them, each with the same weight.
     * Where each image was shown under one condition it is the mean over images, which estimates
     * that; other figures have none there. Images that the model could not answer then count as
     * wrong in shares of right answers, so that they are not dropped from the mean.
     *
     * @return empty over no condition, and where the figure is not meaningful
     */
    public OptionalDouble value(ReportFigure figure, Predicate<Condition> conditions) {
        if (figure instanceof ReportFigure.OfSummary ofSummary) {
            return shown.isOneCondition() ? OptionalDouble.empty() : ofSummary.of(summary);
        }
        return figure instanceof ReportFigure.OfCell ofCell
                ? mean(ofCell, cells.keySet().stream().filter(conditions).toList())
                : OptionalDouble.empty();
    }

    private OptionalDouble mean(ReportFigure.OfCell figure, List<Condition> chosen) {
        if (chosen.size() < 2 || !shown.isOneCondition()) {
            return chosen.stream()
                    .mapToDouble(condition -> figure.value().applyAsDouble(cell(condition)))
                    .average();
        }
        if (!figure.isMeanOverImages()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        long images = 0;
        for (Condition condition : chosen) {
            CellFigures cell = cell(condition);
            sum += cell.images() * figure.value().applyAsDouble(cell);
            images += figure.isHitRate() ? shown.under(condition) : cell.images();
        }
        return OptionalDouble.of(sum / images);
    }

    /** The figures on a condition that was shown. */
    public CellFigures cell(Condition condition) {
        CellFigures cell = cells.get(condition);
        if (cell == null) {
            throw new IllegalStateException(qualifiedName() + " lacks " + condition);
        }
        return cell;
    }
}
