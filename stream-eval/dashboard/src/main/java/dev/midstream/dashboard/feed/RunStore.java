package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.view.RunView;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latest record of every run. Bounded, dropping the runs that started first, and thread-safe.
 */
public final class RunStore {
    /** The most runs that are kept. */
    public static final int MAX_RUNS = 2_000;

    private static final Comparator<RunView> OLDEST_FIRST =
            Comparator.comparing(RunView::startedAt).thenComparing(RunView::runId);

    private final Map<String, RunView> runs = new HashMap<>();

    /** Adds a run, replacing an earlier record of it. */
    public synchronized void put(RunView run) {
        runs.put(run.runId(), run);
        if (runs.size() > MAX_RUNS) {
            runs.values().stream()
                    .min(OLDEST_FIRST)
                    .ifPresent(oldest -> runs.remove(oldest.runId()));
        }
    }

    /** Removes a run. */
    public synchronized void remove(String runId) {
        runs.remove(runId);
    }

    /** The run with an id; empty if its publisher wrote no record. */
    public synchronized Optional<RunView> run(String runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    /** All runs, the latest start first. */
    public synchronized List<RunView> all() {
        return runs.values().stream().sorted(OLDEST_FIRST.reversed()).toList();
    }
}
