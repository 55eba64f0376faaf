package dev.midstream.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.midstream.TestImage;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.publisher.Deliveries.Failure;
import dev.midstream.publisher.PublishSummary.Noise;
import dev.midstream.publisher.PublishSummary.Outcome;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One run that puts test images on a Kafka topic: a {@link TestImage} for every image under every
 * condition, its key the image id. Images are corrupted on all cores ahead of sending, within a
 * bounded amount of memory.
 */
public final class Publisher {

    private final PublishConfiguration configuration;
    private final Clock clock;
    private final AvroWire<TestImage> wire = AvroWire.of(TestImage.class);
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
        PublishPlan plan = PublishPlan.of(split, configuration);
        new TargetTopic(configuration).prepare();
        Deliveries deliveries = new Deliveries(plan.conditions());
        long start = System.nanoTime();
        progress.started(plan.size());
        try (Producer<byte[], byte[]> producer = producer();
                CorruptedImages pixels = new CorruptedImages(plan, configuration)) {
            for (long record = 0; record < plan.size(); record++) {
                if (!pace.await(record, System.nanoTime() - start)
                        || deliveries.failure().isPresent()) {
                    break;
                }
                send(producer, plan, record, pixels.next(), deliveries, progress);
            }
            producer.flush();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return result(plan, deliveries, elapsed);
    }

    /** Ends the run after the record that is being sent; what was sent is still delivered. */
    public void stop() {
        pace.stop();
    }

    private Producer<byte[], byte[]> producer() throws PublishException {
        try {
            return new KafkaProducer<>(
                    ClientProperties.producer(configuration),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new PublishException(
                    FailureText.of("Cannot start a Kafka producer", configuration, reason), e);
        }
    }

    private void send(
            Producer<byte[], byte[]> producer,
            PublishPlan plan,
            long record,
            byte[] pixels,
            Deliveries deliveries,
            PublishProgress progress) {
        int condition = plan.conditionOf(record);
        byte[] key = plan.images().imageId(plan.imageOf(record)).getBytes(UTF_8);
        byte[] value = wire.encode(testImage(plan, record, pixels));
        deliveries.sent(condition);
        try {
            // The callback has the result; the future would only repeat it.
            var unused =
                    producer.send(
                            new ProducerRecord<>(configuration.topic(), key, value),
                            (metadata, failure) -> {
                                if (failure == null) {
                                    progress.acknowledged(
                                            deliveries.acknowledged(condition, value.length));
                                } else {
                                    deliveries.failed(record, value.length, failure);
                                }
                            });
        } catch (KafkaException e) {
            deliveries.failed(record, value.length, e);
        }
    }

    // The true label is null, by its contract, where it is the observed one.
    @SuppressWarnings("NullAway")
    private TestImage testImage(PublishPlan plan, long record, byte[] pixels) {
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
                plan.observedLabel(image),
                plan.labels().isPresent() ? plan.images().label(image) : null,
                condition.corruption(),
                condition.severity(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private PublishSummary result(PublishPlan plan, Deliveries deliveries, Duration elapsed)
            throws PublishException {
        Optional<Failure> failure = deliveries.failure();
        if (failure.isEmpty()) {
            PublishSummary summary = summary(plan, deliveries, elapsed, Outcome.COMPLETE);
            return summary.sent() == plan.size()
                    ? summary
                    : summary(plan, deliveries, elapsed, Outcome.STOPPED);
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
                summary(plan, deliveries, elapsed, Outcome.FAILED));
    }

    private PublishSummary summary(
            PublishPlan plan, Deliveries deliveries, Duration elapsed, Outcome outcome) {
        return new PublishSummary(
                configuration.runId(),
                plan.images().name(),
                configuration.topic(),
                outcome,
                plan.images().size(),
                deliveries.cells(),
                configuration.labelNoise().map(noise -> noise(noise, plan)),
                deliveries.bytes(),
                elapsed);
    }

    private static Noise noise(LabelNoise noise, PublishPlan plan) {
        int flipped = plan.flipped();
        return new Noise(
                noise.kind().toString(),
                noise.rate(),
                noise.seed(),
                flipped,
                (double) flipped / Math.max(1, plan.images().size()));
    }
}
