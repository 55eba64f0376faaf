package dev.midstream.publisher.publish;

import dev.midstream.Run;
import dev.midstream.RunCondition;
import dev.midstream.RunDesign;
import dev.midstream.RunEnd;
import dev.midstream.RunImages;
import dev.midstream.RunLabelNoise;
import dev.midstream.RunOrder;
import dev.midstream.RunOutcome;
import dev.midstream.RunPlan;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.plan.Design;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.kafka.DeliveryException;
import dev.midstream.publisher.kafka.RunLog;
import dev.midstream.publisher.publish.PublishSummary.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/**
 * The runs of all passes as the topic of runs has them: each is written when it starts, and again
 * when the last has ended.
 */
final class RecordedRuns {
    private final RunLog log;
    private final PublishConfiguration configuration;
    private final RunImages images;
    private final RunPlan plan;
    private final Clock clock;
    private final SortedMap<Integer, Run> started = new TreeMap<>();

    RecordedRuns(RunLog log, PublishConfiguration configuration, TestPlan plan, Clock clock) {
        this.log = log;
        this.configuration = configuration;
        this.images = images(configuration.selection(), plan);
        this.plan = plan(configuration.selection(), plan);
        this.clock = clock;
    }

    /** How a run comes to its summary. */
    @FunctionalInterface
    interface Ending {
        PublishSummary summary() throws PublishException;
    }

    /** Writes that the run of a pass starts, unless it has. */
    void start(int pass) throws DeliveryException, InterruptedException {
        if (!started.containsKey(pass)) {
            Run run = new Run(configuration.runId(pass), images, plan, now(clock), null);
            log.write(run);
            started.put(pass, run);
        }
    }

    /** Whether an earlier start of a run was to send the same. */
    boolean isSame(Run earlier) {
        return earlier.getImages().equals(images) && earlier.getPlan().equals(plan);
    }

    private static RunImages images(TestSelection selection, TestPlan plan) {
        return new RunImages(
                plan.images().name(),
                plan.images().classes(),
                plan.images().size(),
                selection.order() == ImageOrder.SHUFFLED ? RunOrder.SHUFFLED : RunOrder.LISTED);
    }

    private static RunPlan plan(TestSelection selection, TestPlan plan) {
        Optional<RunLabelNoise> noise = selection.noise().map(kind -> noise(kind, plan));
        return new RunPlan(
                plan.conditions().stream()
                        .map(one -> new RunCondition(one.corruption(), one.severity()))
                        .toList(),
                selection.design() instanceof Design.OneCondition
                        ? RunDesign.ONE_CONDITION
                        : RunDesign.EVERY_CONDITION,
                selection.seed(),
                noise.orElse(null),
                (long) plan.size());
    }

    private static RunLabelNoise noise(LabelNoise noise, TestPlan plan) {
        return new RunLabelNoise(
                noise.kind().toString(), noise.rate(), noise.seed(), plan.flipped());
    }

    /**
     * Writes how the runs ended, whether or not they sent everything.
     *
     * @param records how many records of a pass the topic has
     * @return the summary
     * @throws PublishException if the run failed
     * @throws DeliveryException if it did not, but its end could not be written
     */
    PublishSummary end(Ending ending, IntToLongFunction records)
            throws PublishException, DeliveryException, InterruptedException {
        try {
            PublishSummary summary = ending.summary();
            writeEnds(summary.outcome(), records);
            return summary;
        } catch (PublishException failure) {
            try {
                if (failure.summary().isPresent()) {
                    writeEnds(failure.summary().get().outcome(), records);
                }
            } catch (DeliveryException e) {
                // What broke the run often breaks this too, and is what the user has to mend.
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    private void writeEnds(Outcome last, IntToLongFunction records)
            throws DeliveryException, InterruptedException {
        for (Map.Entry<Integer, Run> pass : started.entrySet()) {
            long sent = records.applyAsLong(pass.getKey());
            Outcome outcome = sent == plan.getRecords() ? Outcome.COMPLETE : last;
            RunEnd end = new RunEnd(now(clock), outcome(outcome), sent);
            log.write(Run.newBuilder(pass.getValue()).setEnd(end).build());
        }
    }

    private static RunOutcome outcome(Outcome outcome) {
        return switch (outcome) {
            case COMPLETE -> RunOutcome.COMPLETE;
            case STOPPED -> RunOutcome.STOPPED;
            case FAILED -> RunOutcome.FAILED;
        };
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
