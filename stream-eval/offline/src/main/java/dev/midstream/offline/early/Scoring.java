package dev.midstream.offline.early;

import java.util.List;

/** Scores items of a plan with all models. */
@FunctionalInterface
public interface Scoring {
    /** The answers for some items, in their order. */
    List<Hits> score(List<Integer> items) throws InterruptedException;
}
