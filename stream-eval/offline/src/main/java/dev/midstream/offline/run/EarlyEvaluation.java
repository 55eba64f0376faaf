package dev.midstream.offline.run;

import dev.midstream.engine.IsolatingScorer;
import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.offline.early.Asked;
import dev.midstream.offline.early.EarlyGate;
import dev.midstream.offline.early.GateResult;
import dev.midstream.offline.early.Hits;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.schemas.model.InvalidModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/** Scores the items of a plan that a gate asks for, on all processors. */
public final class EarlyEvaluation {
    private static final int CHUNK_ITEMS = 64;

    private final TestPlan plan;
    private final List<EvaluatedModel> models;
    private final List<PanelLayout> layouts;

    public EarlyEvaluation(TestPlan plan, List<EvaluatedModel> models) {
        this.plan = plan;
        this.models = List.copyOf(models);
        this.layouts = models.stream().map(EvaluatedModel::layout).toList();
    }

    /**
     * Scores items until the questions are decided, by observed labels.
     *
     * @param budget most items to score
     * @param progress is told how many were scored
     * @throws InvalidModelException if the engine cannot use a model
     */
    public EarlyResults decide(List<Asked> asked, long budget, LongConsumer progress)
            throws InvalidModelException, InterruptedException {
        int workers = Runtime.getRuntime().availableProcessors();
        ScorerPool pool = ScorerPool.open(models, workers);
        BadAnswerCounts bad = new BadAnswerCounts(plan, models);
        long[] scored = new long[1];
        try {
            GateResult gate =
                    new EarlyGate(asked, budget, CHUNK_ITEMS * workers)
                            .decide(
                                    items -> {
                                        List<Hits> hits = score(items, pool, bad);
                                        scored[0] += items.size();
                                        progress.accept(scored[0]);
                                        return hits;
                                    });
            return new EarlyResults(gate, bad.result());
        } finally {
            pool.close();
        }
    }

    private List<Hits> score(List<Integer> items, ScorerPool pool, BadAnswerCounts bad)
            throws InterruptedException {
        List<Future<Scored>> pending = new ArrayList<>();
        for (int first = 0; first < items.size(); first += CHUNK_ITEMS) {
            List<Integer> some = items.subList(first, Math.min(items.size(), first + CHUNK_ITEMS));
            pending.add(pool.submit(scorers -> score(some, scorers)));
        }
        List<Hits> hits = new ArrayList<>();
        for (Future<Scored> chunk : pending) {
            Scored scored = ScorerPool.outcome(chunk);
            hits.addAll(scored.hits());
            bad.add(scored.items(), scored.bad());
        }
        return hits;
    }

    private Scored score(List<Integer> items, List<IsolatingScorer> scorers) {
        byte[] pixels = plan.pixels(items);
        ChunkAnswers answers = new ChunkAnswers(items.size(), models, layouts);
        for (int model = 0; model < models.size(); model++) {
            answers.score(model, scorers.get(model), pixels);
        }
        List<Hits> hits = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            JudgedAnswers judged = answers.of(i);
            judged.judge(plan.observedLabel(plan.imageOf(items.get(i))));
            hits.add(ItemHits.of(judged, answers.places(i)));
        }
        return new Scored(items, hits, answers.bad());
    }

    /** Some items, how the columns did on each, and the answers that cannot be judged. */
    private record Scored(List<Integer> items, List<Hits> hits, List<BadAnswer> bad) {}
}
