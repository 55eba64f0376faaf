package dev.midstream.job.scoring;

import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.schemas.model.InvalidModelException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that a subtask scores with, and those that it is loading.
 *
 * <p>Models are loaded on a thread of their own and put to use by {@link #settle}, on the thread
 * that scores: nothing waits for a model that is announced.
 */
final class ModelShelf implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ModelShelf.class);

    private final ScoringSettings settings;
    private final List<ModelInput> shapes;
    private final LabelClasses classes;
    private final ScorerOpener opener;
    private final List<RunningModel> models = new ArrayList<>();
    private final List<Loading> pending = new ArrayList<>();
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

    /** Takes announcements that could not be followed. */
    interface Refusals {
        void refused(ModelChange change, String reason);
    }

    /** Opens a model at once. */
    void open(ScoringPlan plan) throws Exception {
        models.add(RunningModel.open(plan, opener));
    }

    /** Begins to load a model. */
    void add(ModelChange change) {
        pending.add(new Loading(change, loader.submit(() -> load(change.model()))));
    }

    /** Stops scoring with a model, named by its location or id. Returns whether there was one. */
    boolean drop(String name) throws Exception {
        boolean dropped = false;
        for (Iterator<Loading> loading = pending.iterator(); loading.hasNext(); ) {
            Loading next = loading.next();
            if (next.change().model().equals(name)) {
                loading.remove();
                closeWhenLoaded(next.model());
                dropped = true;
            }
        }
        for (Iterator<RunningModel> running = models.iterator(); running.hasNext(); ) {
            RunningModel model = running.next();
            if (model.plan().location().equals(name) || model.plan().modelId().equals(name)) {
                running.remove();
                model.close();
                LOGGER.info("Model {} is not scored any more.", model.plan().modelId());
                dropped = true;
            }
        }
        return dropped;
    }

    /** Returns whether a model is being loaded. */
    boolean isLoading() {
        return !pending.isEmpty();
    }

    /** Puts to use what has been loaded. Returns at once. */
    void settle(Refusals refusals) throws Exception {
        while (!pending.isEmpty() && pending.get(0).model().isDone()) {
            settleFirst(refusals);
        }
    }

    /** Waits for all that is being loaded, and puts it to use. */
    void settleAll(Refusals refusals) throws Exception {
        while (!pending.isEmpty()) {
            settleFirst(refusals);
        }
    }

    /** Returns the models that are scored. */
    List<RunningModel> models() {
        return models;
    }

    private void settleFirst(Refusals refusals) throws Exception {
        Loading loading = pending.remove(0);
        RunningModel model;
        try {
            model = loading.model().get();
        } catch (ExecutionException e) {
            LOGGER.warn("Cannot load the model {}.", loading.change().model(), e.getCause());
            Throwable cause = e.getCause() == null ? e : e.getCause();
            refusals.refused(
                    loading.change(),
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
            return;
        }
        for (RunningModel running : models) {
            if (running.plan().modelId().equals(model.plan().modelId())) {
                boolean same = running.plan().fingerprint().equals(model.plan().fingerprint());
                model.close();
                if (!same) {
                    refusals.refused(
                            loading.change(),
                            "Cannot add model %s: another one with this id is running, from %s. Drop it first."
                                    .formatted(
                                            running.plan().modelId(), running.plan().location()));
                }
                return;
            }
        }
        models.add(model);
        LOGGER.info("Model {} is scored from now on.", model.plan().modelId());
    }

    private RunningModel load(String location) throws Exception {
        ScoringPlan plan;
        try {
            plan = ScoringPlan.of(ModelCopies.open(location), location, settings, classes);
        } catch (InvalidModelException | IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
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
    public void close() throws Exception {
        for (Loading loading : pending) {
            closeWhenLoaded(loading.model());
        }
        loader.shutdown();
        for (RunningModel model : models) {
            model.close();
        }
        models.clear();
    }
}
