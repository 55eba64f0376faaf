package dev.midstream.offline.early;

import dev.midstream.metrics.sequence.Interval;
import dev.midstream.offline.early.GateResult.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores items in random order until every question is decided, or a budget is spent.
 *
 * <p>A question is decided when the interval of the whole population lies on one side of its bound.
 * The intervals of a question hold at all moments together, and the questions share the error, so
 * that with probability {@code 1 - error} no decision differs from that of the whole evaluation.
 * Each population has an order of its own; what was scored for one is not scored again for another.
 */
public final class EarlyGate {
    /** Probability that a decision is not that of the whole evaluation. */
    public static final double ERROR = Interval.DEFAULT_ERROR;

    private final List<Asked> asked;
    private final long budget;
    private final int batch;
    private final Map<Integer, Hits> known = new HashMap<>();
    private final Map<Population, Integer> positions = new LinkedHashMap<>();
    private final Map<Question, Decision> decisions = new HashMap<>();

    /**
     * A gate that has yet to decide.
     *
     * @param asked the questions, at least one
     * @param budget most items to score
     * @param batch items that are scored together before intervals are looked at
     */
    public EarlyGate(List<Asked> asked, long budget, int batch) {
        this.asked = List.copyOf(asked);
        this.budget = budget;
        this.batch = batch;
        asked.forEach(one -> positions.put(one.population(), 0));
    }

    /** Scores items until the end. */
    public GateResult decide(Scoring scoring) throws InterruptedException {
        List<Asked> open = settle(asked);
        while (!open.isEmpty()) {
            Set<Population> active = active(open);
            List<Integer> next = next(active);
            if (active.isEmpty() || (next.isEmpty() && known.size() >= budget)) {
                break;
            }
            List<Hits> hits = scoring.score(next);
            for (int i = 0; i < next.size(); i++) {
                known.put(next.get(i), hits.get(i));
            }
            for (Population population : active) {
                show(population, open);
            }
            open = settle(open);
        }
        return new GateResult(
                asked.stream().map(one -> decisions.get(one.question())).toList(),
                known.size(),
                Asked.items(asked));
    }

    /** The populations that open questions can still learn from. */
    private Set<Population> active(List<Asked> open) {
        Set<Population> active = new LinkedHashSet<>();
        for (Asked one : open) {
            if (position(one.population()) < one.population().size()) {
                active.add(one.population());
            }
        }
        return active;
    }

    /** The items to score next, as many of each population. */
    private List<Integer> next(Set<Population> active) {
        Set<Integer> next = new LinkedHashSet<>();
        for (Population population : active) {
            for (int item : upcoming(population, active.size())) {
                if (!known.containsKey(item) && known.size() + next.size() < budget) {
                    next.add(item);
                }
            }
        }
        return new ArrayList<>(next);
    }

    private List<Integer> upcoming(Population population, int populations) {
        int from = position(population);
        int share = Math.max(1, batch / populations);
        return population.items().subList(from, Math.min(population.size(), from + share));
    }

    /** Shows the questions of a population its next items, up to the first that is not known. */
    private void show(Population population, List<Asked> open) {
        int position = position(population);
        while (position < population.size()) {
            Hits hits = known.get(population.items().get(position));
            if (hits == null) {
                break;
            }
            for (Asked one : open) {
                if (one.population().equals(population)) {
                    one.question().add(hits);
                }
            }
            position++;
        }
        positions.put(population, position);
    }

    private int position(Population population) {
        return positions.getOrDefault(population, 0);
    }

    /** Decides what can be decided, and returns the questions that are left. */
    private List<Asked> settle(List<Asked> open) {
        List<Asked> left = new ArrayList<>();
        for (Asked one : open) {
            Question question = one.question();
            long size = one.population().size();
            Interval interval = question.interval(size, ERROR / asked.size());
            Answer answer = question.answer(interval);
            decisions.put(
                    question,
                    new Decision(
                            question.text(),
                            question.measure(),
                            answer,
                            interval,
                            question.seen(),
                            size));
            if (answer == Answer.OPEN) {
                left.add(one);
            }
        }
        return left;
    }
}
