package dev.midstream.offline.early;

import dev.midstream.metrics.sequence.FinitePopulation;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.offline.model.Place;
import dev.midstream.offline.requirement.Relation;

/** Whether a column's share of right answers keeps a bound. */
public final class ShareQuestion implements Question {
    private final String text;
    private final Place place;
    private final Hits.Share share;
    private final Relation comparison;
    private final double bound;
    private long right;
    private long wrong;
    private long unanswered;

    public ShareQuestion(
            String text, Place place, Hits.Share share, Relation comparison, double bound) {
        this.text = text;
        this.place = place;
        this.share = share;
        this.comparison = comparison;
        this.bound = bound;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Measure measure() {
        return Measure.SHARE;
    }

    @Override
    public void add(Hits hits) {
        switch (hits.of(place, share)) {
            case RIGHT -> right++;
            case WRONG -> wrong++;
            case UNANSWERED -> unanswered++;
        }
    }

    @Override
    public long seen() {
        return right + wrong + unanswered;
    }

    @Override
    public Interval interval(long size, double error) {
        return FinitePopulation.accuracy(right, right + wrong, unanswered, size, error);
    }

    @Override
    public Relation comparison() {
        return comparison;
    }

    @Override
    public double bound() {
        return bound;
    }
}
