package dev.midstream.offline.run;

import dev.midstream.images.plan.TestPlan;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.pair.PairChoice;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Scores every item of a plan, condition after condition, on all processors, and hands the outcomes
 * over in the order of the plan. Memory does not grow with the plan.
 */
final class Evaluator {
    // Eight runs of the engine: enough to hide the hand-over, little enough to hold a few.
    private static final int CHUNK_IMAGES = 256;

    private final List<EvaluatedModel> models;
    private final int eceBins;
    private final PairChoice pairs;
    private final int workers;

    Evaluator(List<EvaluatedModel> models, int eceBins, PairChoice pairs, int workers) {
        this.models = models;
        this.eceBins = eceBins;
        this.pairs = pairs;
        this.workers = workers;
    }

    /**
     * Evaluates {@code plan} into {@code sink}.
     *
     * @throws InvalidModelException if the engine cannot use the model
     * @throws IOException if the sink fails
     */
    void evaluate(TestPlan plan, ChunkSink sink)
            throws InvalidModelException, IOException, InterruptedException {
        ScorerPool pool = ScorerPool.open(models, workers);
        try {
            run(plan, sink, pool);
        } finally {
            pool.close();
        }
    }

    private void run(TestPlan plan, ChunkSink sink, ScorerPool pool)
            throws IOException, InterruptedException {
        ChunkScorer scorer = new ChunkScorer(plan, models, eceBins, pairs);
        Deque<Future<ScoredChunk>> pending = new ArrayDeque<>();
        Iterator<Chunk> chunks = chunks(plan).iterator();
        while (chunks.hasNext() || !pending.isEmpty()) {
            while (chunks.hasNext() && pending.size() < 2 * workers) {
                Chunk chunk = chunks.next();
                pending.add(pool.submit(scorers -> scorer.score(chunk, scorers)));
            }
            sink.accept(ScorerPool.outcome(pending.remove()));
        }
    }

    /**
     * Condition after condition; where images are decoded from files, some images after others,
     * under all conditions each, so that they need not be kept long.
     */
    static List<Chunk> chunks(TestPlan plan) {
        List<List<Chunk>> ofConditions = new ArrayList<>();
        for (int i = 0; i < plan.conditions().size(); i++) {
            List<Chunk> chunks = new ArrayList<>();
            List<Integer> items = plan.items().under(i);
            for (int first = 0; first < items.size(); first += CHUNK_IMAGES) {
                int end = Math.min(items.size(), first + CHUNK_IMAGES);
                chunks.add(new Chunk(plan.conditions().get(i), items.subList(first, end)));
            }
            ofConditions.add(chunks);
        }
        List<Chunk> all = new ArrayList<>();
        if (!ChunkImages.keeps(plan)) {
            ofConditions.forEach(all::addAll);
            return all;
        }
        for (int i = 0; i < ofConditions.get(0).size(); i++) {
            for (List<Chunk> chunks : ofConditions) {
                all.add(chunks.get(i));
            }
        }
        return all;
    }
}
