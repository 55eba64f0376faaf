package dev.midstream.offline.pair;

import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.metrics.Disagreement;
import dev.midstream.offline.model.Place;
import java.util.ArrayList;
import java.util.List;

/** Adds up how far apart the answers of every pair of points are over the images of a chunk. */
public final class PairTally {
    private final List<PointPair> pairs;
    private final List<Disagreement> disagreements = new ArrayList<>();
    private final SharedClasses classes;
    // [model][class], of one image
    private final double[][] own;
    // [model][column][shared class], of one image
    private final double[][][] probabilities;

    /** Begins with no images. */
    public PairTally(List<PointPair> pairs, List<PanelLayout> layouts, SharedClasses classes) {
        this.pairs = pairs;
        this.classes = classes;
        int models = pairs.isEmpty() ? 0 : layouts.size();
        this.own = new double[models][];
        this.probabilities = new double[models][][];
        pairs.forEach(pair -> disagreements.add(new Disagreement()));
        for (int model = 0; model < models; model++) {
            PointPanel panel = layouts.get(model).panel();
            own[model] = new double[panel.classes()];
            probabilities[model] = new double[panel.judged().size()][classes.size()];
        }
    }

    /**
     * Adds an image, for the pairs whose models have both answered it.
     *
     * @param places of the models among those that answered, or -1
     */
    public void add(JudgedAnswers answers, int[] places) {
        for (int model = 0; model < probabilities.length; model++) {
            if (places[model] < 0) {
                continue;
            }
            for (int column = 0; column < probabilities[model].length; column++) {
                answers.writeProbabilities(places[model], column, own[model]);
                classes.align(model, own[model], probabilities[model][column]);
            }
        }
        for (int i = 0; i < pairs.size(); i++) {
            PointPair pair = pairs.get(i);
            if (places[pair.one().model()] >= 0 && places[pair.other().model()] >= 0) {
                disagreements.get(i).add(of(pair.one()), of(pair.other()));
            }
        }
    }

    private double[] of(Place place) {
        return probabilities[place.model()][place.column()];
    }

    /** Returns the sums, in the order of the pairs. */
    public List<Disagreement> disagreements() {
        return disagreements;
    }
}
