package dev.midstream.dashboard.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest dead letters and how many there were of each kind; its size is bounded. Safe for use
 * by several threads.
 */
public final class DeadLetterStore {
    /** Letters kept. */
    public static final int MOST_LETTERS = 200;

    private static final int MOST_KINDS = 50;

    /** The kind that counts those beyond the number of kinds kept. */
    static final String OTHERS = "others";

    private final Deque<DeadLetterView> latest = new ArrayDeque<>();
    private final Map<String, Long> counts = new HashMap<>();
    private long total;

    /** How many dead letters there were of one kind. */
    public record KindCount(String errorClass, long count) {}

    /**
     * How many dead letters were read.
     *
     * @param byKind most frequent first
     */
    public record Counts(long total, List<KindCount> byKind) {
        /** Copies the list. */
        public Counts {
            byKind = List.copyOf(byKind);
        }
    }

    /** Adds a letter. */
    public synchronized void add(DeadLetterView letter) {
        total++;
        String kind = letter.errorClass();
        boolean known = counts.containsKey(kind) || counts.size() < MOST_KINDS;
        counts.merge(known ? kind : OTHERS, 1L, Long::sum);
        latest.addFirst(letter);
        if (latest.size() > MOST_LETTERS) {
            latest.removeLast();
        }
    }

    /** The latest letters, last first. */
    public synchronized List<DeadLetterView> latest() {
        return new ArrayList<>(latest);
    }

    /** How many there were of each kind. */
    public synchronized Counts counts() {
        List<KindCount> kinds = new ArrayList<>();
        counts.forEach((kind, count) -> kinds.add(new KindCount(kind, count)));
        kinds.sort(
                Comparator.comparing(KindCount::count)
                        .reversed()
                        .thenComparing(KindCount::errorClass));
        return new Counts(total, kinds);
    }
}
