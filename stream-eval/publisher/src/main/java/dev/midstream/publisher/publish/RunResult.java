package dev.midstream.publisher.publish;

import dev.midstream.images.dataset.UnreadableImageException;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.publisher.kafka.Deliveries;
import dev.midstream.publisher.kafka.FailureText;
import dev.midstream.publisher.publish.PublishSummary.Cell;
import dev.midstream.publisher.publish.PublishSummary.Noise;
import dev.midstream.publisher.publish.PublishSummary.Outcome;
import dev.midstream.publisher.publish.PublishSummary.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a started run is to send and what has become of it. */
final class RunResult {
    private final PublishConfiguration configuration;
    private final TestPlan plan;
    private final RecordOrder order;
    private final Deliveries deliveries;
    private final long start = System.nanoTime();

    RunResult(
            PublishConfiguration configuration,
            TestPlan plan,
            RecordOrder order,
            Deliveries deliveries) {
        this.configuration = configuration;
        this.plan = plan;
        this.order = order;
        this.deliveries = deliveries;
    }

    TestPlan plan() {
        return plan;
    }

    RecordOrder order() {
        return order;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** How many records of a pass the topic has, those of an earlier start included. */
    long recordsOf(int pass) {
        long before = plan.size() - order.sizeOf((long) pass * plan.size(), plan.size());
        long acknowledged = 0;
        for (int i = 0; i < plan.conditions().size(); i++) {
            acknowledged += deliveries.acknowledgedOf(counter(pass, i));
        }
        return before + acknowledged;
    }

    /** The number under which the deliveries of a pass and condition are counted. */
    int counter(int pass, int condition) {
        return pass * plan.conditions().size() + condition;
    }

    /** Time since the run started. */
    long elapsedNanos() {
        return System.nanoTime() - start;
    }

    /**
     * Sums up the run when it has ended.
     *
     * @param unreadable the image that ended it, if one could not be read
     * @throws PublishException if an image could not be read or a record was not delivered
     */
    PublishSummary summary(Optional<UnreadableImageException> unreadable) throws PublishException {
        Duration elapsed = Duration.ofNanos(elapsedNanos());
        if (unreadable.isPresent()) {
            throw new PublishException(
                    String.valueOf(unreadable.get().getMessage()),
                    unreadable.get(),
                    summary(elapsed, Outcome.FAILED));
        }
        Optional<Deliveries.Failure> failure = deliveries.failure();
        if (failure.isPresent()) {
            Exception reason = failure.get().reason();
            throw new PublishException(
                    FailureText.of(
                            what(failure.get()), configuration.target().connection(), reason),
                    reason,
                    summary(elapsed, Outcome.FAILED));
        }
        PublishSummary summary = summary(elapsed, Outcome.COMPLETE);
        return summary.sent() == order.size() ? summary : summary(elapsed, Outcome.STOPPED);
    }

    private String what(Deliveries.Failure failure) {
        return "Cannot publish %s (%s, %d bytes) to topic %s"
                .formatted(
                        plan.images().imageId(plan.imageOf(failure.record())),
                        plan.conditions().get(plan.conditionOf(failure.record())),
                        failure.bytes(),
                        configuration.target().topic());
    }

    private PublishSummary summary(Duration elapsed, Outcome outcome) {
        return new PublishSummary(
                new Run(
                        configuration.runId(),
                        plan.images().name(),
                        configuration.target().topic(),
                        plan.images().size(),
                        configuration.passes()),
                outcome,
                (long) plan.size() * configuration.passes() - order.size(),
                cells(),
                configuration.selection().noise().map(this::noise),
                deliveries.bytes(),
                elapsed,
                plan.remarks());
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < plan.conditions().size(); i++) {
            long sent = 0;
            long acknowledged = 0;
            for (int pass = 0; pass < configuration.passes(); pass++) {
                sent += deliveries.sentOf(counter(pass, i));
                acknowledged += deliveries.acknowledgedOf(counter(pass, i));
            }
            cells.add(new Cell(plan.conditions().get(i), sent, acknowledged));
        }
        return cells;
    }

    private Noise noise(LabelNoise noise) {
        int flipped = plan.flipped();
        return new Noise(
                noise.kind().toString(),
                noise.rate(),
                noise.seed(),
                flipped,
                (double) flipped / Math.max(1, plan.images().size()));
    }
}
