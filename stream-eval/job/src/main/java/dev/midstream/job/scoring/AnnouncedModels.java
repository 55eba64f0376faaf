package dev.midstream.job.scoring;

import dev.midstream.job.intake.Fault;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelChange.Action;
import dev.midstream.job.rollout.ModelDecision;
import dev.midstream.job.rollout.ModelKey;
import dev.midstream.job.rollout.ModelReport;
import dev.midstream.job.rollout.ModelReport.ModelFault;
import dev.midstream.job.rollout.RestoredModels;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * Follows announcements in one subtask: loads models, says how that goes, and does what was decided
 * for all subtasks.
 *
 * <p>What is kept changes at the same announcement in every subtask, except that one may know
 * sooner than another that a model was refused, or which id it has. {@link
 * dev.midstream.job.rollout.RestoredModels} settles that after a restart.
 */
final class AnnouncedModels implements ModelShelf.Outcomes {
    private final ScoringSetup setup;
    private final ModelShelf shelf;
    private final Announcements announcements;
    private final ScoredModels scored;
    private final String host;
    private final Subtask subtask;

    private final Map<ModelKey, ModelChange> undecided = new LinkedHashMap<>();
    private final Map<ModelKey, Integer> failures = new HashMap<>();
    private final Set<ModelKey> failed = new HashSet<>();
    private final Set<ModelKey> awaited = new HashSet<>();
    private final Set<Long> unmatched = new HashSet<>();
    private final Map<ModelKey, ModelDecision> early = new HashMap<>();

    AnnouncedModels(
            ScoringSetup setup,
            ModelShelf shelf,
            Announcements announcements,
            ScoredModels scored,
            String host,
            Subtask subtask) {
        this.setup = setup;
        this.shelf = shelf;
        this.announcements = announcements;
        this.scored = scored;
        this.host = host;
        this.subtask = subtask;
    }

    /** What the subtask does for the models. */
    interface Subtask {
        /** Says something to the coordinator. */
        void report(OperatorEvent event);

        /** Takes an announcement that cannot be followed. */
        void refuse(ModelChange change, Fault fault, String reason);

        /** Loads a model again after a while. */
        void loadAfter(Duration pause, ModelChange change);

        /** A model is being loaded. */
        void loads();

        /** A model could not be loaded. */
        void countFailure();
    }

    /** Opens the models that the job begins with, and loads those in the state. */
    void open() throws Exception {
        announcements.rekey();
        RestoredModels restored =
                RestoredModels.of(
                        announcements.added().stream().map(ModelShelf::key).toList(), scored.all());
        subtask.report(restored);
        for (ScoringPlan plan : setup.plans()) {
            Optional<ModelChange> drop =
                    announcements.dropAfter(ModelKey.INITIAL, plan.location(), plan.modelId());
            if (drop.isPresent()) {
                announcements.keepDrop(drop.get(), plan.location());
                subtask.report(ModelReport.dropped(ModelShelf.key(plan), drop.get().sequence()));
            } else {
                scored.check(plan);
                shelf.open(plan);
                scored.add(plan);
                subtask.report(
                        ModelReport.loaded(
                                ModelShelf.key(plan), host, plan.modelId(), plan.fingerprint()));
            }
        }
        for (ModelChange change : announcements.added()) {
            undecided.put(ModelShelf.key(change), change);
            awaited.add(ModelShelf.key(change));
            load(change);
        }
        shelf.settleAll(this);
        prune();
    }

    /** Follows an announcement. */
    void announce(ModelChange received) throws Exception {
        ModelChange change = announcements.numbered(received);
        if (change.action() == Action.ADD) {
            add(change);
        } else {
            drop(change);
        }
    }

    /** Returns whether images have to wait for what is decided about restored models. */
    boolean isAwaiting() {
        return !awaited.isEmpty();
    }

    /** Returns how many models are announced and neither used nor given up. */
    int undecided() {
        return undecided.size();
    }

    /** Takes over what has been loaded. */
    void settle() throws Exception {
        if (shelf.isLoading()) {
            shelf.settle(this);
            prune();
        }
    }

    /** Loads a model once more, unless it was given up. */
    void loadAgain(ModelChange change) {
        if (undecided.containsKey(ModelShelf.key(change))) {
            load(change);
        }
    }

    /** Does what was decided for all subtasks. */
    void decide(ModelDecision decision) throws Exception {
        ModelKey key = decision.key();
        ModelChange change = undecided.get(key);
        switch (decision.verdict()) {
            case USE -> {
                if (change != null) {
                    settled(key);
                    shelf.use(key);
                    scored.add(shelf.plan(key).orElseThrow());
                }
            }
            case DEFER -> awaited.remove(key);
            case REFUSE -> {
                if (change != null) {
                    refuse(change, decision);
                } else if (!announcements.hasSeen(key.sequence())) {
                    early.put(key, decision);
                }
            }
        }
        prune();
    }

    private void refuse(ModelChange change, ModelDecision decision) throws Exception {
        ModelKey key = decision.key();
        boolean ownFailure = failed.contains(key);
        settled(key);
        shelf.discard(key);
        announcements.forget(change);
        if (!ownFailure) {
            subtask.report(ModelReport.gone(key));
        }
        switch (decision.fault()) {
            case NONE -> {}
            case UNUSABLE -> subtask.refuse(change, Fault.UNUSABLE_MODEL, decision.reason());
            case NOT_ALLOWED -> subtask.refuse(change, Fault.MODEL_NOT_ALLOWED, decision.reason());
        }
    }

    private void settled(ModelKey key) {
        undecided.remove(key);
        awaited.remove(key);
        failures.remove(key);
        failed.remove(key);
    }

    private void add(ModelChange change) throws Exception {
        ModelKey key = ModelShelf.key(change);
        announcements.keep(change);
        undecided.put(key, change);
        ModelDecision refusal = early.remove(key);
        if (refusal == null) {
            load(change);
        } else {
            refuse(change, refusal);
        }
    }

    private void load(ModelChange change) {
        ModelKey key = ModelShelf.key(change);
        if (!setup.locations().contain(change.model())) {
            failed.add(key);
            subtask.report(
                    ModelReport.failed(
                            key,
                            host,
                            ModelFault.NOT_ALLOWED,
                            setup.locations().refusal(change.model())));
            return;
        }
        if (!failures.containsKey(key)) {
            subtask.report(ModelReport.loading(key, host));
        }
        shelf.load(change);
        subtask.loads();
    }

    @Override
    public void loaded(ModelChange change, RunningModel model) throws Exception {
        ModelKey key = ModelShelf.key(change);
        String id = model.plan().modelId();
        Optional<ModelChange> drop = announcements.dropAfter(change.sequence(), change.model(), id);
        if (drop.isPresent()) {
            drop(change, drop.get());
            unmatched.remove(drop.get().sequence());
        } else {
            subtask.report(ModelReport.loaded(key, host, id, model.plan().fingerprint()));
        }
    }

    @Override
    public void failed(ModelChange change, Throwable failure) {
        ModelKey key = ModelShelf.key(change);
        String reason = LoadFailures.reason(failure);
        subtask.countFailure();
        if (LoadFailures.isTransient(failure)) {
            int times = failures.merge(key, 1, Integer::sum);
            subtask.report(ModelReport.retrying(key, host, reason));
            subtask.loadAfter(LoadFailures.pause(times), change);
        } else {
            failed.add(key);
            subtask.report(ModelReport.failed(key, host, ModelFault.UNUSABLE, reason));
        }
    }

    private void drop(ModelChange drop) throws Exception {
        boolean matched = false;
        for (ModelChange added : announcements.added()) {
            String id = shelf.modelId(ModelShelf.key(added)).orElse(added.model());
            if (added.model().equals(drop.model()) || id.equals(drop.model())) {
                drop(added, drop);
                matched = true;
            }
        }
        for (ScoringPlan plan : setup.plans()) {
            ModelKey key = ModelShelf.key(plan);
            boolean named =
                    plan.location().equals(drop.model()) || plan.modelId().equals(drop.model());
            if (named && shelf.isUsed(key)) {
                shelf.discard(key);
                announcements.keepDrop(drop, plan.location());
                subtask.report(ModelReport.dropped(key, drop.sequence()));
                matched = true;
            }
        }
        if (!matched) {
            // It may name the id of a model that is still loading.
            announcements.keep(drop);
            unmatched.add(drop.sequence());
            prune();
        }
    }

    private void drop(ModelChange added, ModelChange drop) throws Exception {
        ModelKey key = ModelShelf.key(added);
        announcements.forget(added);
        settled(key);
        shelf.discard(key);
        subtask.report(ModelReport.dropped(key, drop.sequence()));
    }

    /** Forgets drops that can name nothing any more. */
    private void prune() throws Exception {
        for (ModelChange drop : announcements.drops()) {
            boolean initial =
                    !unmatched.contains(drop.sequence())
                            && setup.plans().stream()
                                    .anyMatch(plan -> plan.location().equals(drop.model()));
            boolean open =
                    undecided.values().stream()
                            .anyMatch(
                                    change ->
                                            change.sequence() < drop.sequence()
                                                    && shelf.modelId(ModelShelf.key(change))
                                                            .isEmpty());
            if (!initial && !open) {
                announcements.forget(drop);
                if (unmatched.remove(drop.sequence())) {
                    subtask.refuse(
                            drop,
                            Fault.UNUSABLE_MODEL,
                            "Cannot drop model %s: no model with this location or id is running."
                                    .formatted(drop.model()));
                }
            }
        }
    }
}
