package dev.midstream.publisher.replay;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the selected letters by fault and by what becomes of them. Thread-safe. */
final class Tally {
    private final Map<String, Long> letters = new TreeMap<>();
    private final Map<String, Map<Outcome, Long>> outcomes = new TreeMap<>();

    synchronized void selected(String fault) {
        letters.merge(fault, 1L, Long::sum);
    }

    synchronized void add(String fault, Outcome outcome) {
        outcomes.computeIfAbsent(fault, name -> new EnumMap<>(Outcome.class))
                .merge(outcome, 1L, Long::sum);
    }

    /** The letters of each fault. */
    synchronized SortedMap<String, Long> letters() {
        return new TreeMap<>(letters);
    }

    synchronized long count(String fault, Outcome outcome) {
        return outcomes.getOrDefault(fault, Map.of()).getOrDefault(outcome, 0L);
    }

    synchronized long count(Outcome outcome) {
        return outcomes.values().stream()
                .mapToLong(counts -> counts.getOrDefault(outcome, 0L))
                .sum();
    }

    /** Letters of a fault of which nothing has become yet. */
    synchronized long left(String fault) {
        long done =
                outcomes.getOrDefault(fault, Map.of()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        return letters.getOrDefault(fault, 0L) - done;
    }
}
