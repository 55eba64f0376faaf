package dev.midstream.offline.run;

import dev.midstream.engine.IsolatingScorer;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.schemas.model.InvalidModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Threads that score, each with scorers of its own, one for each model. */
final class ScorerPool {
    private final ExecutorService executor;
    private final BlockingQueue<List<IsolatingScorer>> idle = new LinkedBlockingQueue<>();
    private final List<IsolatingScorer> opened = new ArrayList<>();

    private ScorerPool(int workers) {
        this.executor = Executors.newFixedThreadPool(workers);
    }

    /**
     * Opens all models for each of some threads.
     *
     * @throws InvalidModelException if the engine cannot use a model
     */
    static ScorerPool open(List<EvaluatedModel> models, int workers)
            throws InvalidModelException, InterruptedException {
        ScorerPool pool = new ScorerPool(workers);
        try {
            for (int i = 0; i < workers; i++) {
                List<IsolatingScorer> scorers = new ArrayList<>();
                for (EvaluatedModel model : models) {
                    IsolatingScorer scorer = model.open();
                    pool.opened.add(scorer);
                    scorers.add(scorer);
                }
                pool.idle.add(scorers);
            }
            return pool;
        } catch (InvalidModelException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Runs a task with the scorers of a thread. */
    <T> Future<T> submit(Function<List<IsolatingScorer>, T> task) {
        return executor.submit(
                () -> {
                    List<IsolatingScorer> scorers = idle.take();
                    try {
                        return task.apply(scorers);
                    } finally {
                        idle.add(scorers);
                    }
                });
    }

    /** Waits for what a task gives. */
    static <T> T outcome(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("Cannot score: " + e.getCause(), e.getCause());
        }
    }

    /** Drops tasks that have not begun, waits for those that run, and closes the scorers. */
    void close() {
        executor.shutdownNow();
        boolean interrupted = false;
        // However long they take: an engine must not be closed under them.
        while (!executor.isTerminated()) {
            try {
                Object unused = executor.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        opened.forEach(IsolatingScorer::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
