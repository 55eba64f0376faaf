package dev.midstream.offline.early;

import dev.midstream.metrics.sequence.Interval;
import java.util.List;

/**
 * What was decided, and what it took.
 *
 * @param decisions one for each question
 * @param scorings images under a condition that were scored
 * @param of how many all questions together speak of
 */
public record GateResult(List<Decision> decisions, long scorings, long of) {
    public GateResult {
        decisions = List.copyOf(decisions);
    }

    /**
     * The end of one question.
     *
     * @param question what was asked
     * @param measure what the interval is of
     * @param answer whether it holds, as far as that is sure
     * @param interval where the figure of the whole population, or the difference of two, lies
     * @param seen items that it took
     * @param size of the population
     */
    public record Decision(
            String question,
            Question.Measure measure,
            Answer answer,
            Interval interval,
            long seen,
            long size) {}

    /** How many questions have that answer. */
    public long count(Answer answer) {
        return decisions.stream().filter(decision -> decision.answer() == answer).count();
    }
}
