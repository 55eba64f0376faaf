package dev.midstream.offline.run;

import dev.midstream.evaluation.panel.Column;
import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.ClasswiseCalibration;
import dev.midstream.metrics.Outcome;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.result.OfflineCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures of one model that need every single outcome. It holds the outcomes of one condition at a
 * time: plans go through their conditions one after the other.
 */
final class OfflineFigures implements OutcomeSink {
    private final List<Column> columns;
    private final int classes;
    private final int eceBins;
    private final List<Double> coverages;
    private final Map<Condition, List<OfflineCell>> cells = new HashMap<>();
    private Optional<Condition> current = Optional.empty();
    private List<List<Outcome>> outcomes = List.of();
    private List<ClasswiseCalibration> classwise = List.of();

    OfflineFigures(EvaluatedModel model, int eceBins, List<Double> coverages) {
        this.columns = model.columns();
        this.classes = model.classes();
        this.eceBins = eceBins;
        this.coverages = List.copyOf(coverages);
    }

    @Override
    public void accept(ChunkOutcomes chunk) {
        Optional<Condition> condition = Optional.of(chunk.chunk().condition());
        if (!condition.equals(current)) {
            finish();
            current = condition;
            outcomes = new ArrayList<>();
            classwise = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                outcomes.add(new ArrayList<>());
                classwise.add(new ClasswiseCalibration(classes, eceBins));
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            outcomes.get(i).addAll(chunk.outcomes().get(i));
            classwise.get(i).addAll(chunk.classwise().get(i));
        }
    }

    private void finish() {
        if (current.isEmpty() || outcomes.get(0).isEmpty()) {
            return;
        }
        List<OfflineCell> finished = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            finished.add(OfflineCell.of(outcomes.get(i), classwise.get(i), eceBins, coverages));
        }
        cells.put(current.get(), finished);
        current = Optional.empty();
    }

    /** The figures by condition, in the order of the model's columns. */
    Map<Condition, List<OfflineCell>> cells() {
        finish();
        return Map.copyOf(cells);
    }
}
