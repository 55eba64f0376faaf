package dev.midstream.offline.run;

import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.metrics.Outcome;
import dev.midstream.offline.early.Hit;
import dev.midstream.offline.early.Hits;
import dev.midstream.offline.model.Place;

/** What is kept of all columns' answers for one item: a byte each. */
final class ItemHits implements Hits {
    private static final byte TOP5 = 1;
    private static final byte CORRECT = 2;

    // [model][column]; no columns of a model without an answer
    private final byte[][] ranks;

    private ItemHits(byte[][] ranks) {
        this.ranks = ranks;
    }

    /**
     * Of answers that were judged.
     *
     * @param places each model's place among them, -1 for a model without one
     */
    static ItemHits of(JudgedAnswers judged, int[] places) {
        byte[][] ranks = new byte[places.length][0];
        for (int model = 0; model < places.length; model++) {
            if (places[model] < 0) {
                continue;
            }
            ranks[model] = new byte[judged.panel(places[model]).judged().size()];
            for (int column = 0; column < ranks[model].length; column++) {
                Outcome outcome = judged.outcome(places[model], column);
                ranks[model][column] =
                        (byte)
                                ((outcome.top5Correct() ? TOP5 : 0)
                                        | (outcome.correct() ? CORRECT : 0));
            }
        }
        return new ItemHits(ranks);
    }

    @Override
    public Hit of(Place place, Share share) {
        byte[] columns = ranks[place.model()];
        if (columns.length == 0) {
            return Hit.UNANSWERED;
        }
        int bit = share == Share.TOP5 ? TOP5 : CORRECT;
        return (columns[place.column()] & bit) == 0 ? Hit.WRONG : Hit.RIGHT;
    }
}
