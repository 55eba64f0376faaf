package dev.midstream.local.disaster;

import dev.midstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records on the images topic that are no images, sent one after the other all the time. */
final class PoisonRecords implements AutoCloseable {
    private static final int LONGEST = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final SplittableRandom random;
    private final List<Future<?>> sent = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final int count;

    /**
     * Begins to send.
     *
     * @param count how many there will be
     */
    PoisonRecords(String bootstrapServers, long seed, int count, Duration interval) {
        this.random = new SplittableRandom(seed);
        this.count = count;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                (int) PATIENCE.multipliedBy(2).toMillis()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        timer.scheduleAtFixedRate(
                this::send, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void send() {
        if (sent.size() < count) {
            byte[] bytes = new byte[random.nextInt(LONGEST)];
            random.nextBytes(bytes);
            sent.add(producer.send(new ProducerRecord<>(Topics.IMAGES, bytes)));
        }
    }

    /** Sends what is left, and returns when all are there. */
    void finish() throws Exception {
        timer.shutdown();
        for (int i = 0; i < count; i++) {
            send();
        }
        for (Future<?> record : sent) {
            record.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        producer.close(Duration.ZERO);
    }
}
