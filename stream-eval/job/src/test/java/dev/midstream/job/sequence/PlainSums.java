package dev.midstream.job.sequence;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PointAccumulator;
import dev.midstream.metrics.PointAccumulator.LabelState;
import dev.midstream.metrics.PointSums;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a job has to count, by a list of images and no state of any other kind. */
final class PlainSums {
    private final Map<Step.Picture, List<Integer>> scored = new LinkedHashMap<>();
    private final Set<Integer> labels = new HashSet<>();
    private final Set<Integer> running = new TreeSet<>(Set.of(0));
    private int letters;

    void take(Step.Input input) {
        if (input instanceof Step.Picture picture && !running.isEmpty()) {
            scored.putIfAbsent(picture, List.copyOf(running));
        } else if (input instanceof Step.Poison) {
            letters += running.size();
        } else if (input instanceof Step.Label label) {
            labels.add(label.number());
        } else if (input instanceof Step.Add add) {
            running.add(add.model());
        } else if (input instanceof Step.Drop drop) {
            if (!running.remove(drop.model())) {
                letters++;
            }
        }
    }

    /** Returns the number of dead letters: images by models, and drops of what is not running. */
    int letters() {
        return letters;
    }

    /** Returns the sums by the text of their key. */
    Map<String, PointSums> sums() {
        Map<String, PointAccumulator> sums = new HashMap<>();
        scored.forEach(
                (picture, models) -> {
                    int number = picture.number();
                    if (!Pictures.isLabelled(number) && !labels.contains(number)) {
                        return;
                    }
                    for (int model : models) {
                        add(sums, model, picture, LabelKind.OBSERVED, Pictures.label(number));
                        add(sums, model, picture, LabelKind.TRUE, Pictures.trueLabel(number));
                    }
                });
        Map<String, PointSums> totals = new HashMap<>();
        sums.forEach((key, accumulator) -> totals.put(key, accumulator.toSums()));
        return totals;
    }

    private static void add(
            Map<String, PointAccumulator> sums,
            int model,
            Step.Picture picture,
            LabelKind kind,
            int label) {
        int number = picture.number();
        boolean relabelled = Pictures.label(number) != Pictures.trueLabel(number);
        Outcome midpoint = outcome(model, 0, picture, label);
        for (int point = 0; point < TestModel.POINTS.size(); point++) {
            PointAccumulator accumulator =
                    sums.computeIfAbsent(
                            RobustnessMetrics.keyText(
                                    new MetricKey(
                                            Pictures.RUN,
                                            Models.id(model),
                                            TestModel.POINTS.get(point),
                                            Pictures.DATASET,
                                            Pictures.corruption(picture.corruption()),
                                            picture.corruption(),
                                            kind)),
                            key -> new PointAccumulator());
            Outcome outcome = outcome(model, point, picture, label);
            accumulator.add(outcome, relabelled ? LabelState.RELABELLED : LabelState.AS_GIVEN);
            if (point > 0) {
                accumulator.compare(outcome, midpoint);
            }
        }
    }

    private static Outcome outcome(int model, int point, Step.Picture picture, int label) {
        return Outcome.of(
                Models.logits(model, point, picture.number(), picture.corruption()),
                0,
                TestModel.CLASSES,
                label);
    }
}
