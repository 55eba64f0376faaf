package dev.midstream.job.rollout;

import dev.midstream.job.rollout.ModelReport.Progress;
import dev.midstream.job.rollout.ModelState.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all subtasks have said of one model, and what was decided. */
final class Rollout {
    private final ModelKey key;
    private final Map<Integer, ModelReport> reports = new TreeMap<>();
    private RolloutState state = RolloutState.LOADING;
    private String reason = "";
    private String modelId = "";
    private String fingerprint = "";
    private long dropped = Long.MAX_VALUE;

    Rollout(ModelKey key) {
        this.key = key;
    }

    ModelKey key() {
        return key;
    }

    RolloutState state() {
        return state;
    }

    String modelId() {
        return modelId;
    }

    String fingerprint() {
        return fingerprint;
    }

    void report(int subtask, ModelReport report) {
        reports.put(subtask, report);
        if (report.progress() == Progress.LOADED) {
            modelId = report.modelId();
            fingerprint = report.fingerprint();
        }
    }

    void forget(int subtask) {
        reports.remove(subtask);
    }

    void decide(RolloutState decided, String why) {
        state = decided;
        reason = why;
    }

    /** Notes that the announcement with this number drops the model. */
    void dropBy(long sequence) {
        dropped = Math.min(dropped, sequence);
    }

    /** Returns whether the model was in use when the announcement with this number came. */
    boolean isInUseAt(long sequence) {
        return state == RolloutState.RUNNING
                || (state == RolloutState.DROPPED && dropped > sequence);
    }

    boolean isRunning() {
        return state == RolloutState.RUNNING;
    }

    boolean isUndecided() {
        return state == RolloutState.LOADING || state == RolloutState.RETRYING;
    }

    Collection<ModelReport> reports() {
        return reports.values();
    }

    Optional<ModelReport> first(Progress progress) {
        return reports.values().stream().filter(r -> r.progress() == progress).findFirst();
    }

    /** Returns whether all of these subtasks have loaded the model. */
    boolean isLoadedBy(Collection<Integer> subtasks) {
        return subtasks.stream()
                .allMatch(
                        subtask ->
                                reports.containsKey(subtask)
                                        && reports.get(subtask).progress() == Progress.LOADED);
    }

    /** Returns whether none of these subtasks will say anything more. */
    boolean isOver(Collection<Integer> subtasks) {
        return subtasks.stream()
                .allMatch(
                        subtask -> reports.containsKey(subtask) && reports.get(subtask).isFinal());
    }

    ModelState describe(int subtasks) {
        TreeSet<String> hosts = new TreeSet<>();
        ArrayList<Failure> failures = new ArrayList<>();
        int ready = 0;
        for (Map.Entry<Integer, ModelReport> entry : reports.entrySet()) {
            ModelReport report = entry.getValue();
            if (report.progress() == Progress.LOADED) {
                hosts.add(report.host());
                ready++;
            } else if (report.progress() == Progress.FAILED
                    || report.progress() == Progress.RETRYING) {
                failures.add(new Failure(entry.getKey(), report.host(), report.detail()));
            }
        }
        return new ModelState(
                key.location(),
                modelId,
                state,
                subtasks,
                ready,
                new ArrayList<>(hosts),
                failures,
                reason);
    }
}
