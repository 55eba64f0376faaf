package dev.midstream.offline.early;

import dev.midstream.metrics.sequence.FiniteDifference;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.offline.model.Place;
import dev.midstream.offline.requirement.Relation;

/** How two columns' shares of right answers on the same items compare. */
public final class DifferenceQuestion implements Question {
    private final String text;
    private final Place one;
    private final Place other;
    private final Hits.Share share;
    private final Relation comparison;
    private long wins;
    private long losses;
    private long ties;
    private long unanswered;

    public DifferenceQuestion(
            String text, Place one, Place other, Hits.Share share, Relation comparison) {
        this.text = text;
        this.one = one;
        this.other = other;
        this.share = share;
        this.comparison = comparison;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Measure measure() {
        return Measure.DIFFERENCE;
    }

    @Override
    public void add(Hits hits) {
        Hit first = hits.of(one, share);
        Hit second = hits.of(other, share);
        if (first == Hit.UNANSWERED || second == Hit.UNANSWERED) {
            unanswered++;
        } else if (first == second) {
            ties++;
        } else if (first == Hit.RIGHT) {
            wins++;
        } else {
            losses++;
        }
    }

    @Override
    public long seen() {
        return wins + losses + ties + unanswered;
    }

    @Override
    public Interval interval(long size, double error) {
        return FiniteDifference.of(wins, losses, wins + losses + ties, unanswered, size, error);
    }

    @Override
    public Relation comparison() {
        return comparison;
    }

    @Override
    public double bound() {
        return 0;
    }
}
