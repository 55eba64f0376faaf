package dev.midstream.publisher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.midstream.Run;
import dev.midstream.TestImage;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.UnreadableImageException;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.publisher.kafka.Deliveries;
import dev.midstream.publisher.kafka.DeliveryException;
import dev.midstream.publisher.kafka.KafkaTarget;
import dev.midstream.publisher.kafka.RecordSender;
import dev.midstream.publisher.kafka.RunLog;
import dev.midstream.publisher.kafka.TargetTopics;
import dev.midstream.publisher.pace.Pace;
import dev.midstream.publisher.runs.PublishedRuns;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One run that puts test images on a Kafka topic, or several of the same images: a {@link
 * TestImage} for every item of its plan, with the image id as its key, and a {@link Run} at its
 * start and at its end. Images are corrupted on all cores ahead of sending, within a bounded amount
 * of memory.
 */
public final class Publisher {
    private final PublishConfiguration configuration;
    private final Clock clock;
    private final Pace pace;

    /**
     * A run that has yet to start.
     *
     * @param clock gives the time of publication of each record
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
    public PublishSummary publish(ImageDataset split, Progress progress)
            throws PublishException, InterruptedException {
        TestPlan plan = plan(split);
        KafkaTarget target = configuration.target();
        Deliveries deliveries = new Deliveries(plan.conditions().size() * configuration.passes());
        try {
            boolean earlierRuns = new TargetTopics(target).prepare();
            if (earlierRuns && configuration.start() == Start.NEW) {
                requireNewRuns();
            }
            AvroWire<TestImage> wire =
                    target.connection().format().writer(TestImage.class, target.topic());
            try (RecordSender sender =
                            new RecordSender(target, configuration.runId(), deliveries, progress);
                    RunLog log = new RunLog(target)) {
                sender.begin();
                RunResult result =
                        new RunResult(configuration, plan, order(plan, wire), deliveries);
                RecordedRuns runs = new RecordedRuns(log, configuration, plan, clock);
                if (earlierRuns && configuration.start() == Start.RESUMED) {
                    requireSameRuns(runs);
                }
                startKnown(runs, result);
                progress.started(result.order().size());
                Optional<UnreadableImageException> unreadable = send(result, wire, sender, runs);
                return runs.end(() -> result.summary(unreadable), result::recordsOf);
            }
        } catch (DeliveryException e) {
            throw new PublishException(
                    String.valueOf(e.getMessage()), e.getCause() == null ? e : e.getCause());
        } catch (IOException e) {
            throw new PublishException(String.valueOf(e.getMessage()), e);
        }
    }

    private TestPlan plan(ImageDataset split) throws PublishException {
        try {
            return configuration.selection().of(split);
        } catch (IllegalArgumentException e) {
            throw new PublishException(String.valueOf(e.getMessage()), e);
        }
    }

    private RecordOrder order(TestPlan plan, AvroWire<TestImage> wire)
            throws PublishException, InterruptedException {
        return configuration.start() == Start.RESUMED
                ? RecordOrder.of(AlreadySent.missing(plan, configuration, wire))
                : RecordOrder.all(plan, configuration.passes());
    }

    /** Copies are no evidence: a run that is there already must be continued, not sent again. */
    private void requireNewRuns() throws PublishException, DeliveryException, IOException {
        KafkaTarget target = configuration.target();
        List<Run> known = PublishedRuns.read(target.connection(), target.runsTopic()).runs();
        for (int pass = 0; pass < configuration.passes(); pass++) {
            String id = configuration.runId(pass);
            Optional<Run> same = known.stream().filter(run -> run.getRunId().equals(id)).findAny();
            if (same.isPresent()) {
                throw new PublishException(
                        "Cannot start run %s: topic %s has a run of that name, started %s. Continue it with --resume, or use another --run-id."
                                .formatted(id, target.runsTopic(), same.get().getStartedAt()));
            }
        }
    }

    /** A record of a run that says more than holds would make its figures wrong. */
    private void requireSameRuns(RecordedRuns runs)
            throws PublishException, DeliveryException, IOException {
        KafkaTarget target = configuration.target();
        for (Run known : PublishedRuns.read(target.connection(), target.runsTopic()).runs()) {
            for (int pass = 0; pass < configuration.passes(); pass++) {
                if (known.getRunId().equals(configuration.runId(pass)) && !runs.isSame(known)) {
                    throw new PublishException(
                            "Cannot resume run %s: it was started with other images, conditions, order, seed, design or label noise. Give the options of its start, or another --run-id."
                                    .formatted(known.getRunId()));
                }
            }
        }
    }

    /** The first pass, and those of which an earlier start has sent something. */
    private void startKnown(RecordedRuns runs, RunResult result)
            throws DeliveryException, InterruptedException {
        for (int pass = 0; pass < configuration.passes(); pass++) {
            if (pass == 0 || result.recordsOf(pass) > 0) {
                runs.start(pass);
            }
        }
    }

    /** Sends records until one fails; returns why if an image could not be read. */
    private Optional<UnreadableImageException> send(
            RunResult result, AvroWire<TestImage> wire, RecordSender sender, RecordedRuns runs)
            throws DeliveryException, InterruptedException {
        TestPlan plan = result.plan();
        RecordOrder order = result.order();
        long record = 0;
        try (CorruptedImages pixels = new CorruptedImages(plan, order, configuration.encoding())) {
            for (long n = 0; n < order.size(); n++) {
                record = order.record(n);
                long elapsed = result.elapsedNanos();
                sender.waiting(record, pace.untilDue(n, elapsed));
                if (!pace.await(n, elapsed) || result.deliveries().failure().isPresent()) {
                    break;
                }
                int pass = (int) (record / plan.size());
                runs.start(pass);
                byte[] key = plan.images().imageId(plan.imageOf(record)).getBytes(UTF_8);
                byte[] value = wire.encode(testImage(plan, record, pixels.next()));
                sender.send(record, result.counter(pass, plan.conditionOf(record)), key, value);
            }
            return Optional.empty();
        } catch (UnreadableImageException e) {
            return Optional.of(e);
        } finally {
            sender.finish(record);
        }
    }

    /** Ends the run after the current record; what was sent is still delivered. */
    public void stop() {
        pace.stop();
    }

    private TestImage testImage(TestPlan plan, long record, byte[] pixels) {
        int image = plan.imageOf(record);
        Condition condition = plan.conditions().get(plan.conditionOf(record));
        Optional<ClassLabel> label = ClassLabel.of(plan.images(), plan.observedLabel(image));
        Optional<ClassLabel> trueLabel =
                plan.noise()
                        .flatMap(noise -> ClassLabel.of(plan.images(), plan.images().label(image)));
        return new TestImage(
                configuration.runId((int) (record / plan.size())),
                plan.images().imageId(image),
                plan.images().name(),
                plan.images().height(),
                plan.images().width(),
                plan.images().channels(),
                configuration.encoding().wire(),
                ByteBuffer.wrap(pixels),
                label.map(ClassLabel::index).orElse(null),
                label.map(ClassLabel::name).orElse(null),
                trueLabel.map(ClassLabel::index).orElse(null),
                trueLabel.map(ClassLabel::name).orElse(null),
                condition.corruption(),
                condition.severity(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
