package dev.midstream.dashboard.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The latest dead letters, and their number by fault. Bounded and thread-safe. */
public final class DeadLetterStore {
    /** The most letters that are kept. */
    public static final int MAX_LETTERS = 200;

    private static final int MAX_FAULTS = 50;

    /** The fault that further faults are counted as once there are too many. */
    static final String OTHERS = "others";

    private final Deque<DeadLetterView> latest = new ArrayDeque<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final UnansweredImages unanswered = new UnansweredImages();
    private long total;

    /** The number of dead letters with a fault. */
    public record FaultCount(String fault, long count) {}

    /**
     * The numbers of dead letters.
     *
     * @param total number of all letters
     * @param byFault most frequent fault first
     */
    public record Counts(long total, List<FaultCount> byFault) {
        /** Copies the list. */
        public Counts {
            byFault = List.copyOf(byFault);
        }
    }

    /** Adds a letter. */
    public synchronized void add(DeadLetterView letter) {
        total++;
        String fault = letter.fault();
        boolean known = counts.containsKey(fault) || counts.size() < MAX_FAULTS;
        counts.merge(known ? fault : OTHERS, 1L, Long::sum);
        unanswered.add(letter);
        latest.addFirst(letter);
        if (latest.size() > MAX_LETTERS) {
            latest.removeLast();
        }
    }

    /**
     * How many images of some cells of a run have no answer, at most: letters that do not say of
     * which run they are count for every run.
     */
    synchronized long unanswered(String runId, Predicate<UnansweredImages.Cell> cells) {
        return unanswered.of(runId, cells);
    }

    /** How many images of some cells of a run have no answer, by letters that name them. */
    synchronized long named(String runId, Predicate<UnansweredImages.Cell> cells) {
        return unanswered.named(runId, cells);
    }

    /** The runs that more images are without an answer of, since the last call. */
    public synchronized Predicate<String> takeChangedRuns() {
        return unanswered.takeChanged();
    }

    /** The kept letters, latest first. */
    public synchronized List<DeadLetterView> latest() {
        return new ArrayList<>(latest);
    }

    /** The numbers of all letters that were added. */
    public synchronized Counts counts() {
        List<FaultCount> faults = new ArrayList<>();
        counts.forEach((fault, count) -> faults.add(new FaultCount(fault, count)));
        faults.sort(
                Comparator.comparing(FaultCount::count)
                        .reversed()
                        .thenComparing(FaultCount::fault));
        return new Counts(total, faults);
    }
}
