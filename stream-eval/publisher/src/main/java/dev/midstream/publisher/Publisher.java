package dev.midstream.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.midstream.TestImage;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.UnreadableImageException;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.publisher.Deliveries.Failure;
import dev.midstream.publisher.PublishConfiguration.Start;
import dev.midstream.publisher.PublishSummary.Noise;
import dev.midstream.publisher.PublishSummary.Outcome;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One run that puts test images on a Kafka topic: a {@link TestImage} for every image under every
 * condition, its key the image id. Images are corrupted on all cores ahead of sending, within a
 * bounded amount of memory.
 */
public final class Publisher {

    private final PublishConfiguration configuration;
    private final Clock clock;
    private final Pace pace;

    /**
     * @param clock stamps the records
     */
    public Publisher(PublishConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
        this.pace = new Pace(configuration.rate());
    }

    /**
     * Sends the images and returns when the cluster has acknowledged them.
     *
     * @param split the whole split of a data set: limit and label noise are applied here
     * @throws PublishException if the topic is missing or a record was not delivered; it tells what
     *     was
     * @throws InterruptedException if the thread is interrupted; use {@link #stop} to end a run and
     *     keep its summary
     */
    public PublishSummary publish(ImageDataset split, PublishProgress progress)
            throws PublishException, InterruptedException {
        TestPlan plan = plan(split);
        new TargetTopic(configuration).prepare();
        AvroWire<TestImage> wire = wire();
        Deliveries deliveries = new Deliveries(plan.conditions());
        try (RecordSender sender = new RecordSender(configuration, deliveries, progress)) {
            sender.begin();
            RecordOrder order = order(plan, wire);
            long start = System.nanoTime();
            progress.started(order.size());
            Optional<UnreadableImageException> unreadable =
                    send(plan, order, wire, sender, deliveries, start);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            if (unreadable.isPresent()) {
                throw new PublishException(
                        String.valueOf(unreadable.get().getMessage()),
                        unreadable.get(),
                        summary(plan, order, deliveries, elapsed, Outcome.FAILED));
            }
            return result(plan, order, deliveries, elapsed);
        }
    }

    private TestPlan plan(ImageDataset split) throws PublishException {
        try {
            return configuration.selection().of(split);
        } catch (IllegalArgumentException e) {
            throw new PublishException(String.valueOf(e.getMessage()), e);
        }
    }

    private AvroWire<TestImage> wire() throws PublishException {
        try {
            return configuration.wire().writer(TestImage.class, configuration.topic());
        } catch (IOException e) {
            throw new PublishException(String.valueOf(e.getMessage()), e);
        }
    }

    private RecordOrder order(TestPlan plan, AvroWire<TestImage> wire) throws PublishException {
        return configuration.start() == Start.RESUMED
                ? RecordOrder.of(AlreadySent.missing(plan, configuration, wire))
                : RecordOrder.all(plan, configuration.passes());
    }

    /** Sends records until one fails; returns why if an image could not be read. */
    private Optional<UnreadableImageException> send(
            TestPlan plan,
            RecordOrder order,
            AvroWire<TestImage> wire,
            RecordSender sender,
            Deliveries deliveries,
            long start)
            throws InterruptedException {
        long record = 0;
        try (CorruptedImages pixels = new CorruptedImages(plan, order, configuration.encoding())) {
            for (long n = 0; n < order.size(); n++) {
                record = order.record(n);
                long elapsed = System.nanoTime() - start;
                sender.waiting(record, pace.untilDue(n, elapsed));
                if (!pace.await(n, elapsed) || deliveries.failure().isPresent()) {
                    break;
                }
                byte[] key = plan.images().imageId(plan.imageOf(record)).getBytes(UTF_8);
                byte[] value = wire.encode(testImage(plan, record, pixels.next()));
                sender.send(record, plan.conditionOf(record), key, value);
            }
            return Optional.empty();
        } catch (UnreadableImageException e) {
            return Optional.of(e);
        } finally {
            sender.finish(record);
        }
    }

    /** Ends the run after the record that is being sent; what was sent is still delivered. */
    public void stop() {
        pace.stop();
    }

    private TestImage testImage(TestPlan plan, long record, byte[] pixels) {
        int image = plan.imageOf(record);
        Condition condition = plan.conditions().get(plan.conditionOf(record));
        return new TestImage(
                configuration.runId(),
                plan.images().imageId(image),
                plan.images().name(),
                plan.images().height(),
                plan.images().width(),
                plan.images().channels(),
                configuration.encoding().wire(),
                ByteBuffer.wrap(pixels),
                plan.images().labelled() ? plan.observedLabel(image) : null,
                plan.noise().isPresent() ? plan.images().label(image) : null,
                condition.corruption(),
                condition.severity(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private PublishSummary result(
            TestPlan plan, RecordOrder order, Deliveries deliveries, Duration elapsed)
            throws PublishException {
        Optional<Failure> failure = deliveries.failure();
        if (failure.isEmpty()) {
            PublishSummary summary = summary(plan, order, deliveries, elapsed, Outcome.COMPLETE);
            return summary.sent() == order.size()
                    ? summary
                    : summary(plan, order, deliveries, elapsed, Outcome.STOPPED);
        }
        long record = failure.get().record();
        String what =
                "Cannot publish "
                        + plan.images().imageId(plan.imageOf(record))
                        + " ("
                        + plan.conditions().get(plan.conditionOf(record))
                        + ", "
                        + failure.get().bytes()
                        + " bytes) to topic "
                        + configuration.topic();
        Exception reason = failure.get().reason();
        throw new PublishException(
                FailureText.of(what, configuration, reason),
                reason,
                summary(plan, order, deliveries, elapsed, Outcome.FAILED));
    }

    private PublishSummary summary(
            TestPlan plan,
            RecordOrder order,
            Deliveries deliveries,
            Duration elapsed,
            Outcome outcome) {
        return new PublishSummary(
                configuration.runId(),
                plan.images().name(),
                configuration.topic(),
                outcome,
                plan.images().size(),
                (long) plan.size() * configuration.passes() - order.size(),
                deliveries.cells(),
                configuration.selection().noise().map(noise -> noise(noise, plan)),
                deliveries.bytes(),
                elapsed,
                plan.remarks());
    }

    private static Noise noise(LabelNoise noise, TestPlan plan) {
        int flipped = plan.flipped();
        return new Noise(
                noise.kind().toString(),
                noise.rate(),
                noise.seed(),
                flipped,
                (double) flipped / Math.max(1, plan.images().size()));
    }
}
