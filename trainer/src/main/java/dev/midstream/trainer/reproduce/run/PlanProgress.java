package dev.midstream.trainer.reproduce.run;

import dev.midstream.trainer.graph.step.StepResult;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import dev.midstream.trainer.train.RunReport;
import dev.midstream.trainer.train.RunReports;
import dev.midstream.trainer.training.EpochRecord;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says how far a plan is, in lines: for every run when it begins and ends, and every half minute
 * while it trains, with the time left for the whole plan. Thread-safe.
 */
public final class PlanProgress {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    // Measuring is counted as the other tenth; how much it is depends on the plan.
    private static final double TRAINING = 0.9;

    private final PrintStream output;
    private final Clock clock;
    private final Instant start;
    private final int runs;
    private final double secondsPerWork;
    private final Map<String, Double> shares = new HashMap<>();
    private final Set<String> trainedHere = new HashSet<>();
    private int ended;
    private double workLeft;
    private double workDone;
    private Instant lastLine;

    /**
     * The progress of some runs.
     *
     * @param work of all of them, as {@link PlannedRun#work} counts it
     * @param secondsPerWork as earlier runs took, of all that run side by side; 0 if there are none
     */
    PlanProgress(PrintStream output, Clock clock, int runs, double work, double secondsPerWork) {
        this.output = output;
        this.clock = clock;
        this.runs = runs;
        this.workLeft = work;
        this.secondsPerWork = secondsPerWork;
        this.start = clock.instant();
        this.lastLine = start;
    }

    synchronized void begun(PlannedRun run) {
        say(run.id() + " begins" + left());
    }

    synchronized void evaluating(PlannedRun run) {
        if (trainedHere.contains(run.id())) {
            work(run, TRAINING);
        } else {
            skip(run, TRAINING);
        }
        say(run.id() + " is trained and is evaluated" + left());
    }

    synchronized void finished(PlannedRun run) {
        work(run, 1);
        ended++;
        say(run.id() + " is recorded, %d of %d runs".formatted(ended, runs) + left());
    }

    /** Passes on what a command of the run says. */
    synchronized void note(PlannedRun run, String line) {
        output.println(run.id() + ": " + line);
    }

    private void say(String line) {
        output.println(line);
        lastLine = clock.instant();
    }

    /** A run has come so far, in the time of this process. */
    private void work(PlannedRun run, double share) {
        workDone += skip(run, share);
    }

    /** A run has come so far, which took no time of this process; returns how much work it was. */
    private double skip(PlannedRun run, double share) {
        double before = shares.getOrDefault(run.id(), 0.0);
        if (share <= before) {
            return 0;
        }
        shares.put(run.id(), share);
        double work = (share - before) * run.work();
        workLeft -= work;
        return work;
    }

    private String left() {
        double passed = Duration.between(start, clock.instant()).toMillis() / 1e3;
        // The first epoch takes the start of TensorFlow and the reading of the images, too.
        double rate = workDone >= 1 ? passed / workDone : secondsPerWork;
        if (rate == 0 || ended == runs) {
            return "";
        }
        long seconds = Math.round(rate * Math.max(0, workLeft));
        return String.format(
                Locale.ROOT,
                "; about %d:%02d:%02d left for the plan",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60);
    }

    private synchronized void trained(PlannedRun run, double share, String message) {
        trainedHere.add(run.id());
        work(run, TRAINING * share);
        if (Duration.between(lastLine, clock.instant()).compareTo(INTERVAL) >= 0) {
            say("%s: %s%s".formatted(run.id(), message, left()));
        }
    }

    private synchronized void resumed(PlannedRun run, double share) {
        trainedHere.add(run.id());
        skip(run, TRAINING * share);
        say("%s goes on after %.0f %% of its training".formatted(run.id(), 100 * share) + left());
    }

    /** The reports of one of the runs. */
    RunReports of(PlannedRun run) {
        return (extent, unused) ->
                new OfRun(run, extent.members(), extent.epochs(), extent.images());
    }

    /** Follows the training of a run. */
    private final class OfRun implements RunReport {
        private final PlannedRun run;
        private final int members;
        private final int epochs;
        private final long images;
        private long seen;

        OfRun(PlannedRun run, int members, int epochs, long images) {
            this.run = run;
            this.members = members;
            this.epochs = epochs;
            this.images = images;
        }

        private double share() {
            return Math.min(1, (double) seen / ((double) members * epochs * images));
        }

        @Override
        public void resumed(long before) {
            seen = before;
            PlanProgress.this.resumed(run, share());
        }

        @Override
        public void trained(int epoch, int more, StepResult result) {
            seen += more;
            PlanProgress.this.trained(
                    run,
                    share(),
                    String.format(
                            Locale.ROOT,
                            "epoch %d of %d, loss %.4f",
                            epoch + 1,
                            epochs,
                            result.loss()));
        }

        @Override
        public void epochEnded(EpochRecord epoch) {}

        @Override
        public void recomputed(int more) {}

        @Override
        public void close() {}
    }
}
