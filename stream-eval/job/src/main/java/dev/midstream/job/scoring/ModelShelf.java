package dev.midstream.job.scoring;

import dev.midstream.ModelManifest;
import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.job.rollout.ModelKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that a subtask scores with, those that it has ready, and those that it is loading.
 *
 * <p>Models are loaded on a thread of their own and taken over by {@link #settle}, on the thread
 * that scores: nothing waits for a model that is announced.
 */
final class ModelShelf implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ModelShelf.class);

    private final ScoringSettings settings;
    private final List<ModelInput> shapes;
    private final LabelClasses classes;
    private final ScorerOpener opener;
    private final Map<ModelKey, RunningModel> used = new LinkedHashMap<>();
    private final Map<ModelKey, RunningModel> ready = new LinkedHashMap<>();
    private final Map<ModelKey, Loading> pending = new LinkedHashMap<>();
    private final ExecutorService loader =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread thread = new Thread(task, "midstream-model-loading");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * @param shapes the images that the job takes
     * @param classes that their labels are of
     */
    ModelShelf(
            ScoringSettings settings,
            List<ModelInput> shapes,
            LabelClasses classes,
            ScorerOpener opener) {
        this.settings = settings;
        this.shapes = shapes;
        this.classes = classes;
        this.opener = opener;
    }

    private record Loading(ModelChange change, Future<RunningModel> model) {}

    /** Takes what became of models that were loaded. */
    interface Outcomes {
        void loaded(ModelChange change, RunningModel model) throws Exception;

        void failed(ModelChange change, Throwable failure) throws Exception;
    }

    static ModelKey key(ModelChange change) {
        return new ModelKey(change.model(), change.sequence());
    }

    static ModelKey key(ScoringPlan plan) {
        return new ModelKey(plan.location(), ModelKey.INITIAL);
    }

    /** Opens a model and puts it to use at once. */
    void open(ScoringPlan plan) throws Exception {
        used.put(key(plan), RunningModel.open(plan, opener));
    }

    /** Begins to load a model. */
    void load(ModelChange change) {
        pending.put(key(change), new Loading(change, loader.submit(() -> loaded(change.model()))));
    }

    /** Returns whether a model is being loaded. */
    boolean isLoading() {
        return !pending.isEmpty();
    }

    /** Takes over what has been loaded. Returns at once. */
    void settle(Outcomes outcomes) throws Exception {
        for (Loading loading : List.copyOf(pending.values())) {
            if (!loading.model().isDone()) {
                return;
            }
            settle(loading, outcomes);
        }
    }

    /** Waits for all that is being loaded, and takes it over. */
    void settleAll(Outcomes outcomes) throws Exception {
        for (Loading loading : List.copyOf(pending.values())) {
            settle(loading, outcomes);
        }
    }

    private void settle(Loading loading, Outcomes outcomes) throws Exception {
        ModelKey key = key(loading.change());
        if (!pending.containsKey(key)) {
            // Given up in the meantime.
            return;
        }
        RunningModel model;
        try {
            model = loading.model().get();
        } catch (ExecutionException e) {
            pending.remove(key);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOGGER.warn("Cannot load the model {}.", key.location(), cause);
            outcomes.failed(loading.change(), cause);
            return;
        }
        pending.remove(key);
        ready.put(key, model);
        outcomes.loaded(loading.change(), model);
    }

    /** Puts a model to use that is ready. */
    void use(ModelKey key) {
        RunningModel model = ready.remove(key);
        if (model != null) {
            used.put(key, model);
            LOGGER.info("Model {} is scored from now on.", model.plan().modelId());
        }
    }

    /** Gives a model up, however far it is. */
    void discard(ModelKey key) {
        Loading loading = pending.remove(key);
        if (loading != null) {
            closeWhenLoaded(loading.model());
        }
        for (Map<ModelKey, RunningModel> models : List.of(ready, used)) {
            RunningModel model = models.remove(key);
            if (model != null) {
                model.close();
            }
        }
    }

    /** Returns the plan of a model, if it is loaded. */
    Optional<ScoringPlan> plan(ModelKey key) {
        RunningModel model = used.containsKey(key) ? used.get(key) : ready.get(key);
        return Optional.ofNullable(model).map(RunningModel::plan);
    }

    /** Returns the id of a model, if it is loaded. */
    Optional<String> modelId(ModelKey key) {
        return plan(key).map(ScoringPlan::modelId);
    }

    /** Returns whether a model is scored. */
    boolean isUsed(ModelKey key) {
        return used.containsKey(key);
    }

    /** Returns the models that are scored. */
    Collection<RunningModel> models() {
        return used.values();
    }

    private RunningModel loaded(String location) throws Exception {
        // The scorer has a lease of its own: until then, what has been copied stays.
        try (ModelLease lease = ModelCopies.ofJob().open(location)) {
            return opened(lease.directory().manifest(), location);
        }
    }

    private RunningModel opened(ModelManifest manifest, String location) throws Exception {
        // If mirrored points are judged, a model that the job began with has them.
        PanelChoice own = settings.choice().besideLines(manifest);
        ScoringPlan plan = ScoringPlan.of(manifest, location, settings.judging(own), classes);
        if (!shapes.contains(plan.input().shown())) {
            throw new IllegalStateException(
                    "Cannot add model %s: it takes images of %s, which this job does not. Start a job for it."
                            .formatted(plan.modelId(), plan.input().dimensions()));
        }
        return RunningModel.open(plan, opener);
    }

    private void closeWhenLoaded(Future<RunningModel> model) {
        loader.execute(
                () -> {
                    try {
                        model.get().close();
                    } catch (Exception e) {
                        LOGGER.info("A model that is not wanted any more was not loaded either.");
                    }
                });
    }

    @Override
    public void close() {
        for (Loading loading : pending.values()) {
            closeWhenLoaded(loading.model());
        }
        loader.shutdown();
        for (RunningModel model : new ArrayList<>(used.values())) {
            model.close();
        }
        for (RunningModel model : new ArrayList<>(ready.values())) {
            model.close();
        }
        pending.clear();
        used.clear();
        ready.clear();
    }
}
