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
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.kafka.DeliveryException;
import dev.midstream.publisher.kafka.RunLog;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A run as the topic of runs has it: written when it starts, and again when it has ended. */
final class RecordedRun {
    private final RunLog log;
    private final Run started;
    private final Clock clock;

    private RecordedRun(RunLog log, Run started, Clock clock) {
        this.log = log;
        this.started = started;
        this.clock = clock;
    }

    /** How a run comes to its summary. */
    @FunctionalInterface
    interface Ending {
        PublishSummary summary() throws PublishException;
    }

    /** Writes that a run starts. */
    static RecordedRun start(
            RunLog log, PublishConfiguration configuration, TestPlan plan, Clock clock)
            throws DeliveryException, InterruptedException {
        Run run =
                new Run(
                        configuration.runId(),
                        images(configuration.selection(), plan),
                        plan(configuration, plan),
                        now(clock),
                        null);
        log.write(run);
        return new RecordedRun(log, run, clock);
    }

    private static RunImages images(TestSelection selection, TestPlan plan) {
        return new RunImages(
                plan.images().name(),
                plan.images().classes(),
                plan.images().size(),
                // A limit takes the first images of a permutation.
                selection.order() == ImageOrder.SHUFFLED || selection.limit().isPresent()
                        ? RunOrder.SHUFFLED
                        : RunOrder.LISTED);
    }

    private static RunPlan plan(PublishConfiguration configuration, TestPlan plan) {
        TestSelection selection = configuration.selection();
        Optional<RunLabelNoise> noise = selection.noise().map(kind -> noise(kind, plan));
        return new RunPlan(
                plan.conditions().stream()
                        .map(one -> new RunCondition(one.corruption(), one.severity()))
                        .toList(),
                RunDesign.EVERY_CONDITION,
                selection.seed(),
                noise.orElse(null),
                (long) plan.size() * configuration.passes());
    }

    private static RunLabelNoise noise(LabelNoise noise, TestPlan plan) {
        return new RunLabelNoise(
                noise.kind().toString(), noise.rate(), noise.seed(), plan.flipped());
    }

    /**
     * Writes how the run ended, whether or not it sent everything.
     *
     * @return its summary
     * @throws PublishException if the run failed
     * @throws DeliveryException if it did not, but its end could not be written
     */
    PublishSummary end(Ending ending)
            throws PublishException, DeliveryException, InterruptedException {
        try {
            PublishSummary summary = ending.summary();
            log.write(ended(summary));
            return summary;
        } catch (PublishException failure) {
            try {
                if (failure.summary().isPresent()) {
                    log.write(ended(failure.summary().get()));
                }
            } catch (DeliveryException e) {
                // What broke the run often breaks this too, and is what the user has to mend.
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    private Run ended(PublishSummary summary) {
        RunOutcome outcome =
                switch (summary.outcome()) {
                    case COMPLETE -> RunOutcome.COMPLETE;
                    case STOPPED -> RunOutcome.STOPPED;
                    case FAILED -> RunOutcome.FAILED;
                };
        return Run.newBuilder(started)
                .setEnd(new RunEnd(now(clock), outcome, summary.resumed() + summary.acknowledged()))
                .build();
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
