package dev.midstream.offline.run;

import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.Disagreement;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.model.Place;
import dev.midstream.offline.pair.PairChoice;
import dev.midstream.offline.pair.PointPair;
import dev.midstream.offline.result.PairResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up how far apart the answers of every pair of points are. */
final class PairFigures implements ChunkSink {
    private final List<EvaluatedModel> models;
    private final List<PointPair> pairs;
    private final Map<Condition, List<Disagreement>> sums = new LinkedHashMap<>();

    PairFigures(List<EvaluatedModel> models, PairChoice choice) {
        this.models = models;
        this.pairs = PointPair.of(models, choice);
    }

    @Override
    public void accept(ScoredChunk scored) {
        List<Disagreement> sum =
                sums.computeIfAbsent(
                        scored.chunk().condition(),
                        condition -> pairs.stream().map(pair -> new Disagreement()).toList());
        for (int i = 0; i < pairs.size(); i++) {
            sum.get(i).addAll(scored.disagreements().get(i));
        }
    }

    List<PairResult> results() {
        List<PairResult> results = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            int index = i;
            Map<Condition, Disagreement> cells = new LinkedHashMap<>();
            sums.forEach(
                    (condition, sum) -> {
                        if (sum.get(index).count() > 0) {
                            cells.put(condition, sum.get(index));
                        }
                    });
            if (!cells.isEmpty()) {
                PointPair pair = pairs.get(i);
                results.add(new PairResult(name(pair.one()), name(pair.other()), cells));
            }
        }
        return results;
    }

    private String name(Place place) {
        EvaluatedModel model = models.get(place.model());
        return model.modelId() + "/" + model.columnNames().get(place.column());
    }
}
