package dev.midstream.trainer.reproduce.run;

import dev.midstream.cli.ErrorLines;
import dev.midstream.trainer.reproduce.evidence.Choices;
import dev.midstream.trainer.reproduce.evidence.EvidenceFiles;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.PlanRuns;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the runs of a plan that have no record yet, some side by side, and records each. */
public final class PlanExecution {
    private final Plan plan;
    private final EvidenceFiles files;
    private final Map<String, RunEvidence> evidence;
    private final List<PlannedRun> waiting;
    private final FinishedRuns finishedRuns;
    private int running;
    private boolean failed;

    /** Is told of each run as soon as it is recorded, by the thread that made it. */
    @FunctionalInterface
    public interface FinishedRuns {
        /** Takes a record. */
        void recorded(PlannedRun run, RunEvidence evidence) throws IOException;
    }

    /**
     * The execution of some runs.
     *
     * @param evidence of runs that are finished, by name
     * @param wanted those to make, in their order; finished ones are left out
     * @param finishedRuns is told of what is made
     */
    public PlanExecution(
            Plan plan,
            EvidenceFiles files,
            Map<String, RunEvidence> evidence,
            List<PlannedRun> wanted,
            FinishedRuns finishedRuns) {
        this.plan = plan;
        this.finishedRuns = finishedRuns;
        this.files = files;
        this.evidence = new LinkedHashMap<>(evidence);
        this.waiting =
                new ArrayList<>(
                        wanted.stream().filter(run -> !evidence.containsKey(run.id())).toList());
    }

    /**
     * Makes them. After one fails none begins; those that run are finished.
     *
     * @param data directory of the data set
     * @param models directory of models and checkpoints
     * @param parallel how many run side by side
     * @throws FailedRunException if one fails
     */
    public void run(Path data, Path models, int parallel, PrintStream output)
            throws FailedRunException, InterruptedException {
        PlanProgress progress = progress(output, parallel);
        RunExecution execution = new RunExecution(plan, data, models, progress, Clock.systemUTC());
        for (PlannedRun run : waiting) {
            execution.check(run);
        }
        ExecutorService executor = Executors.newFixedThreadPool(parallel);
        try {
            Callable<Object> worker =
                    () -> {
                        work(execution, progress);
                        return this;
                    };
            // Returns when all have ended: the process must not end while one is at work.
            List<Future<Object>> workers =
                    executor.invokeAll(Collections.nCopies(parallel, worker));
            for (Future<Object> ended : workers) {
                Object unused = ended.get();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw rethrown(cause == null ? e : cause);
        } finally {
            executor.shutdown();
        }
        requireNoneWaits();
    }

    private static IllegalStateException rethrown(Throwable cause) throws FailedRunException {
        if (cause instanceof FailedRunException failure) {
            throw failure;
        }
        return new IllegalStateException(cause);
    }

    private PlanProgress progress(PrintStream output, int parallel) {
        double seconds = 0;
        double work = 0;
        for (PlannedRun run : PlanRuns.of(plan)) {
            RunEvidence made = evidence.get(run.id());
            if (made != null) {
                seconds +=
                        made.circumstances().trainSeconds()
                                + made.circumstances().evaluateSeconds();
                work += run.work();
            }
        }
        return new PlanProgress(
                output,
                Clock.systemUTC(),
                waiting.size(),
                waiting.stream().mapToDouble(PlannedRun::work).sum(),
                work == 0 ? 0 : seconds / work / parallel);
    }

    private void work(RunExecution execution, PlanProgress progress)
            throws FailedRunException, InterruptedException {
        for (Optional<PlannedRun> run = next(); run.isPresent(); run = next()) {
            boolean made = false;
            try {
                RunEvidence result = execution.make(run.get(), chosen(run.get()));
                files.write(run.get(), result);
                finishedRuns.recorded(run.get(), result);
                progress.finished(run.get());
                finished(run.get(), result);
                made = true;
            } catch (IOException | RuntimeException | Error e) {
                throw new FailedRunException(
                        "Cannot make run %s: %s".formatted(run.get().id(), ErrorLines.line(e)), e);
            } finally {
                if (!made) {
                    failed();
                }
            }
        }
    }

    /** The first run that can begin; empty if none ever can. */
    private synchronized Optional<PlannedRun> next() throws InterruptedException {
        while (!failed) {
            Choices choices = new Choices(plan, evidence);
            for (Iterator<PlannedRun> runs = waiting.iterator(); runs.hasNext(); ) {
                PlannedRun run = runs.next();
                if (choices.missing(run).isEmpty()) {
                    runs.remove();
                    running++;
                    return Optional.of(run);
                }
            }
            if (running == 0) {
                return Optional.empty();
            }
            wait();
        }
        return Optional.empty();
    }

    private synchronized Optional<String> chosen(PlannedRun run) {
        return new Choices(plan, evidence).of(run);
    }

    private synchronized void finished(PlannedRun run, RunEvidence made) {
        evidence.put(run.id(), made);
        running--;
        notifyAll();
    }

    private synchronized void failed() {
        failed = true;
        running--;
        notifyAll();
    }

    private synchronized void requireNoneWaits() throws FailedRunException {
        if (!waiting.isEmpty()) {
            PlannedRun first = waiting.get(0);
            throw new FailedRunException(
                    "Cannot make run %s: its value of %s is chosen by %s, which are not recorded. Make these first."
                            .formatted(
                                    first.id(),
                                    first.method().choice().orElseThrow().option(),
                                    String.join(", ", new Choices(plan, evidence).missing(first))));
        }
    }
}
