package dev.midstream.offline.result;

import dev.midstream.RobustnessSummary;
import dev.midstream.evaluation.panel.Column;
import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.ClassificationSums;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * All figures of one column of one model, by observed labels.
 *
 * @param cells by condition, in the order of the plan; none where the model answered no image
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

    /** The corrupted conditions that were shown, in the order of the plan. */
    public List<Condition> corrupted() {
        return shown(condition -> !condition.isClean());
    }

    /** Those of some conditions under which the model was shown images and answered none. */
    public List<Condition> unanswered(Predicate<Condition> conditions) {
        return shown(conditions).stream().filter(c -> !cells.containsKey(c)).toList();
    }

    private List<Condition> shown(Predicate<Condition> conditions) {
        return shown.images().keySet().stream()
                .filter(conditions)
                .filter(condition -> shown.under(condition) > 0)
                .toList();
    }

    /**
     * The value of a figure on some conditions: the mean over those with answers, each with the
     * same weight. Where each image was shown under one condition the mean over corrupted ones is
     * that over images, which estimates it; other figures of several have none there. Images that
     * the model could not answer then count as wrong in shares of right answers, so that they are
     * not dropped from the mean.
     *
     * @return empty without answers or images, and where the figure is not meaningful
     */
    public OptionalDouble value(ReportFigure figure, Predicate<Condition> conditions) {
        if (figure instanceof ReportFigure.OfSummary ofSummary) {
            return shown.isOneCondition() ? OptionalDouble.empty() : ofSummary.of(summary);
        }
        return figure instanceof ReportFigure.OfCell ofCell
                ? mean(ofCell, shown(conditions))
                : OptionalDouble.empty();
    }

    private OptionalDouble mean(ReportFigure.OfCell figure, List<Condition> chosen) {
        boolean ofImages = shown.isOneCondition() && !chosen.equals(List.of(Condition.CLEAN));
        if (ofImages && figure.isMeanOverImages()) {
            return meanOverImages(figure, chosen);
        }
        return ofImages && chosen.size() > 1
                ? OptionalDouble.empty()
                : chosen.stream()
                        .flatMap(condition -> cell(condition).stream())
                        .mapToDouble(figure.value())
                        .average();
    }

    private OptionalDouble meanOverImages(ReportFigure.OfCell figure, List<Condition> chosen) {
        double sum = 0;
        long images = 0;
        for (Condition condition : chosen) {
            Optional<CellFigures> cell = cell(condition);
            long answered = cell.map(CellFigures::images).orElse(0L);
            sum += answered * cell.map(figure.value()::applyAsDouble).orElse(0.0);
            images += figure.isHitRate() ? shown.under(condition) : answered;
        }
        return images == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / images);
    }

    /** The figures on a condition; empty where no image was answered. */
    public Optional<CellFigures> cell(Condition condition) {
        return Optional.ofNullable(cells.get(condition));
    }

    /** The sums on a condition, of no image where none was answered. */
    ClassificationSums sums(Condition condition) {
        return cell(condition)
                .map(cell -> cell.catalogue().sums())
                .orElseGet(() -> new ClassificationSums.Accumulator().toSums());
    }
}
