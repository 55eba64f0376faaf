package dev.midstream.offline.run;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.ClasswiseCalibration;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.RankedOutcomes;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.result.OfflineCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of one model that need every single outcome. Of each column it holds four bytes an image
 * and eight bytes a class and bin, under every condition that is not yet shown whole: one at a time
 * or, where images are decoded from files, all of them.
 */
final class OfflineFigures implements OutcomeSink {
    private final EvaluatedModel model;
    private final int eceBins;
    private final List<Double> coverages;
    private final Map<Condition, Integer> missing = new HashMap<>();
    private final Map<Condition, List<Tally>> tallies = new HashMap<>();
    private final Map<Condition, List<OfflineCell>> cells = new HashMap<>();

    /** The outcomes of one column under one condition. */
    private record Tally(RankedOutcomes.Builder ranked, ClasswiseCalibration classwise) {}

    /** Figures of what the model answers for the images of a plan. */
    OfflineFigures(TestPlan plan, EvaluatedModel model, int eceBins, List<Double> coverages) {
        this.model = model;
        this.eceBins = eceBins;
        this.coverages = List.copyOf(coverages);
        for (int i = 0; i < plan.conditions().size(); i++) {
            missing.put(plan.conditions().get(i), plan.items().under(i).size());
        }
    }

    @Override
    public void accept(ChunkOutcomes chunk) {
        Condition condition = chunk.chunk().condition();
        List<Tally> columns = tallies.computeIfAbsent(condition, unused -> empty());
        for (int i = 0; i < columns.size(); i++) {
            for (Outcome outcome : chunk.outcomes().get(i)) {
                columns.get(i).ranked().add(outcome);
            }
            columns.get(i).classwise().addAll(chunk.classwise().get(i));
        }
        if (missing.merge(condition, -chunk.chunk().size(), Integer::sum) == 0) {
            finish(condition, columns);
            tallies.remove(condition);
        }
    }

    private List<Tally> empty() {
        List<Tally> columns = new ArrayList<>();
        for (int i = 0; i < model.columns().size(); i++) {
            columns.add(
                    new Tally(
                            new RankedOutcomes.Builder(),
                            new ClasswiseCalibration(model.classes(), eceBins)));
        }
        return columns;
    }

    private void finish(Condition condition, List<Tally> columns) {
        if (columns.get(0).ranked().count() == 0) {
            return;
        }
        List<OfflineCell> finished = new ArrayList<>();
        for (Tally column : columns) {
            finished.add(
                    OfflineCell.of(
                            column.ranked().build(), column.classwise(), eceBins, coverages));
        }
        cells.put(condition, finished);
    }

    /** The figures of conditions that were shown whole, in the order of the model's columns. */
    Map<Condition, List<OfflineCell>> cells() {
        return Map.copyOf(cells);
    }
}
