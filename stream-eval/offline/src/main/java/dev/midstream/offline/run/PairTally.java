package dev.midstream.offline.run;

import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.metrics.Disagreement;
import java.util.ArrayList;
import java.util.List;

/** Adds up how far apart the answers of every pair of points are over the images of a chunk. */
final class PairTally {
    private final List<PointPair> pairs;
    private final List<Disagreement> disagreements = new ArrayList<>();
    // [model][column][class], of one image
    private final double[][][] probabilities;

    PairTally(List<PointPair> pairs, List<PanelLayout> layouts) {
        this.pairs = pairs;
        this.probabilities = new double[pairs.isEmpty() ? 0 : layouts.size()][][];
        pairs.forEach(pair -> disagreements.add(new Disagreement()));
        for (int model = 0; model < probabilities.length; model++) {
            PointPanel panel = layouts.get(model).panel();
            probabilities[model] = new double[panel.judged().size()][panel.classes()];
        }
    }

    /**
     * Adds an image, for the pairs whose models have both answered it.
     *
     * @param places of the models among those that answered, or -1
     */
    void add(JudgedAnswers answers, int[] places) {
        for (int model = 0; model < probabilities.length; model++) {
            if (places[model] < 0) {
                continue;
            }
            for (int column = 0; column < probabilities[model].length; column++) {
                answers.writeProbabilities(places[model], column, probabilities[model][column]);
            }
        }
        for (int i = 0; i < pairs.size(); i++) {
            PointPair pair = pairs.get(i);
            if (places[pair.one().model()] >= 0 && places[pair.other().model()] >= 0) {
                disagreements.get(i).add(of(pair.one()), of(pair.other()));
            }
        }
    }

    private double[] of(PointPair.Place place) {
        return probabilities[place.model()][place.column()];
    }

    /** Returns the sums, in the order of the pairs. */
    List<Disagreement> disagreements() {
        return disagreements;
    }
}
