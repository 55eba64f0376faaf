package dev.midstream.job.rollout;

import dev.midstream.job.rollout.ModelDecision.Verdict;
import dev.midstream.job.rollout.ModelReport.ModelFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * Decides, in one place, what all subtasks do with each model: it is used when all have loaded it,
 * and refused when one cannot, or when another one with its id was scored before.
 *
 * <p>It remembers nothing beyond a restart: subtasks say what they have in their state and load it
 * anew. An announcement that only some of them still have was given up before.
 */
final class Rollouts {
    /** Sends an event to a subtask. */
    interface Sender {
        void send(int subtask, OperatorEvent event);
    }

    private final int subtasks;
    private final Sender sender;
    private final Map<ModelKey, Rollout> rollouts = new LinkedHashMap<>();
    private final Map<Integer, Set<ModelKey>> restored = new HashMap<>();
    private final Set<Integer> ended = new HashSet<>();
    // The fingerprints by model id of what was scored, as each subtask remembers it.
    private final Map<Integer, Map<String, String>> scored = new HashMap<>();

    Rollouts(int subtasks, Sender sender) {
        this.subtasks = subtasks;
        this.sender = sender;
    }

    void receive(int subtask, OperatorEvent event) {
        if (event instanceof ModelReport report) {
            Rollout rollout = rollouts.computeIfAbsent(report.key(), Rollout::new);
            rollout.report(subtask, report);
            decide(rollout, subtask, report);
        } else if (event instanceof RestoredModels models) {
            restore(subtask, models);
        } else if (event instanceof ScoringEnded) {
            ended.add(subtask);
            for (Rollout rollout : List.copyOf(rollouts.values())) {
                useIfLoaded(rollout);
            }
        } else {
            throw new IllegalArgumentException("Unknown event: " + event);
        }
    }

    /** Forgets what a subtask has said, which starts again. */
    void reset(int subtask) {
        ended.remove(subtask);
        restored.remove(subtask);
        scored.remove(subtask);
        for (Rollout rollout : List.copyOf(rollouts.values())) {
            rollout.forget(subtask);
            if (rollout.reports().isEmpty()) {
                rollouts.remove(rollout.key());
            }
        }
    }

    private void decide(Rollout rollout, int subtask, ModelReport report) {
        switch (report.progress()) {
            case LOADING -> {}
            case RETRYING -> {
                if (rollout.state() == RolloutState.LOADING) {
                    rollout.decide(RolloutState.RETRYING, "");
                    tellAll(ModelDecision.of(rollout.key(), Verdict.DEFER));
                }
            }
            case LOADED -> {
                if (rollout.state() == RolloutState.RUNNING) {
                    // The others have gone on with it.
                    use(rollout, List.of(subtask));
                }
                useIfLoaded(rollout);
            }
            case FAILED -> {
                if (rollout.isUndecided()) {
                    refuse(rollout, report.fault(), report.detail());
                }
            }
            case GONE -> gone(rollout, report);
        }
        publish(rollout);
        if (rollout.isOver(scoring())) {
            rollouts.remove(rollout.key());
        }
    }

    private static void gone(Rollout rollout, ModelReport report) {
        if (!report.detail().isEmpty() && rollout.state() != RolloutState.REFUSED) {
            rollout.dropBy(Long.parseLong(report.detail()));
            rollout.decide(RolloutState.DROPPED, "It was dropped by an announcement.");
        }
    }

    private void useIfLoaded(Rollout rollout) {
        List<Integer> all = scoring();
        if (!rollout.isUndecided() || all.isEmpty() || !rollout.isLoadedBy(all)) {
            return;
        }
        if (hasScoredAnother(rollout)) {
            refuse(
                    rollout,
                    ModelFault.UNUSABLE,
                    "Cannot add model %s: the job has scored another one with this id, and keeps figures by id. Give it another id."
                            .formatted(rollout.modelId()));
            return;
        }
        Optional<Rollout> other = sameIdInUse(rollout);
        if (other.isEmpty()) {
            rollout.decide(RolloutState.RUNNING, "");
            use(rollout, all);
        } else {
            refuse(
                    rollout,
                    ModelFault.NONE,
                    "It is running already, from %s.".formatted(other.get().key().location()));
        }
    }

    /** Returns whether figures of another model are kept under the id of this one. */
    private boolean hasScoredAnother(Rollout rollout) {
        return scored.values().stream()
                .map(fingerprints -> fingerprints.get(rollout.modelId()))
                .anyMatch(before -> before != null && !before.equals(rollout.fingerprint()));
    }

    private void use(Rollout rollout, List<Integer> users) {
        for (int subtask : users) {
            scored.computeIfAbsent(subtask, key -> new HashMap<>())
                    .put(rollout.modelId(), rollout.fingerprint());
            sender.send(subtask, ModelDecision.of(rollout.key(), Verdict.USE));
        }
    }

    private Optional<Rollout> sameIdInUse(Rollout rollout) {
        return rollouts.values().stream()
                .filter(other -> other != rollout)
                .filter(other -> other.modelId().equals(rollout.modelId()))
                .filter(other -> other.isInUseAt(rollout.key().sequence()))
                .findFirst();
    }

    private void refuse(Rollout rollout, ModelFault fault, String reason) {
        rollout.decide(RolloutState.REFUSED, reason);
        tellAll(new ModelDecision(rollout.key(), Verdict.REFUSE, fault, reason));
    }

    private void restore(int subtask, RestoredModels models) {
        scored.put(subtask, new HashMap<>(models.scored()));
        restored.put(subtask, new HashSet<>(models.keys()));
        if (restored.size() < subtasks) {
            return;
        }
        Set<ModelKey> all = new HashSet<>();
        restored.values().forEach(all::addAll);
        for (ModelKey key : all) {
            if (!restored.values().stream().allMatch(keys -> keys.contains(key))) {
                Rollout rollout = rollouts.computeIfAbsent(key, Rollout::new);
                restored.forEach(
                        (other, keys) -> {
                            if (!keys.contains(key)) {
                                rollout.report(other, ModelReport.gone(key));
                            }
                        });
                refuse(rollout, ModelFault.NONE, "It was given up before the restart.");
            }
        }
        restored.clear();
    }

    private List<Integer> scoring() {
        return IntStream.range(0, subtasks).filter(i -> !ended.contains(i)).boxed().toList();
    }

    private void tellAll(OperatorEvent event) {
        for (int subtask : new ArrayList<>(scoring())) {
            sender.send(subtask, event);
        }
    }

    private void publish(Rollout rollout) {
        sender.send(0, rollout.describe(subtasks));
        // A status is one of a directory, which may have been announced more than once.
        lasting(rollout).ifPresent(other -> sender.send(0, other.describe(subtasks)));
    }

    /** Returns what another announcement of the same directory came to, if that outlasts one. */
    private Optional<Rollout> lasting(Rollout rollout) {
        if (rollout.isRunning()) {
            return Optional.empty();
        }
        Optional<Rollout> running = sameDirectory(rollout, Rollout::isRunning);
        return running.isPresent() || rollout.isUndecided()
                ? running
                : sameDirectory(rollout, Rollout::isUndecided);
    }

    private Optional<Rollout> sameDirectory(Rollout rollout, Predicate<Rollout> condition) {
        return rollouts.values().stream()
                .filter(other -> other != rollout)
                .filter(other -> other.key().location().equals(rollout.key().location()))
                .filter(condition)
                .findFirst();
    }
}
