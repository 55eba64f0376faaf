package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.feed.DeadLetterView.ImageName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The numbers of images that became dead letters, by run, condition and model. Bounded. */
final class UnansweredImages {
    /** The most cells that are told apart; images of further ones count for every run. */
    static final int MAX_CELLS = 100_000;

    private final Map<String, Map<Cell, Long>> runs = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private int cells;
    private long unknown;
    private long reported;

    /**
     * Images of a run under a condition.
     *
     * @param modelId the model that could not answer; null if none was shown the images
     */
    record Cell(String corruption, int severity, @Nullable String modelId) {
        /** Whether a model lacks answers for the images. */
        boolean isOf(String model) {
            return modelId == null || modelId.equals(model);
        }
    }

    void add(DeadLetterView letter) {
        ImageName image = letter.image();
        if (image == null) {
            // A record that cannot be read may have been an image of any run.
            unknown++;
            return;
        }
        Cell cell = new Cell(image.corruption(), image.severity(), image.modelId());
        Map<Cell, Long> own = runs.getOrDefault(image.runId(), Map.of());
        if (!own.containsKey(cell)) {
            if (cells == MAX_CELLS) {
                unknown++;
                return;
            }
            cells++;
        }
        runs.computeIfAbsent(image.runId(), run -> new HashMap<>()).merge(cell, 1L, Long::sum);
        changed.add(image.runId());
    }

    /** How many images of some cells of a run have no answer, at most. */
    long of(String runId, Predicate<Cell> chosen) {
        return unknown + named(runId, chosen);
    }

    /** How many images that letters name have no answer: at least so many. */
    long named(String runId, Predicate<Cell> chosen) {
        return runs.getOrDefault(runId, Map.of()).entrySet().stream()
                .filter(entry -> chosen.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The runs whose numbers changed since the last call. */
    Predicate<String> takeChanged() {
        boolean all = unknown > reported;
        reported = unknown;
        Set<String> ids = Set.copyOf(changed);
        changed.clear();
        return run -> all || ids.contains(run);
    }
}
