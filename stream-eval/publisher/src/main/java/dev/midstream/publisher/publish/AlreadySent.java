package dev.midstream.publisher.publish;

import dev.midstream.TestImage;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.publisher.image.PixelEncoding;
import dev.midstream.publisher.kafka.ClientProperties;
import dev.midstream.publisher.kafka.FailureText;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How often each record of a plan is on the topic already, found by reading the topic from its
 * beginning to its end. Only committed records count.
 */
final class AlreadySent {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestPlan plan;
    private final PublishConfiguration configuration;
    private final AvroWire<TestImage> wire;
    private final int[] counts;
    private final Map<String, Integer> images = new HashMap<>();
    private final boolean[] compared;

    private AlreadySent(
            TestPlan plan, PublishConfiguration configuration, AvroWire<TestImage> wire) {
        this.plan = plan;
        this.configuration = configuration;
        this.wire = wire;
        this.counts = new int[plan.size()];
        this.compared = new boolean[plan.conditions().size()];
        for (int i = 0; i < plan.images().size(); i++) {
            images.put(plan.images().imageId(i), i);
        }
    }

    /**
     * Returns the records of the plan that the topic lacks, in the order of the plan.
     *
     * @throws PublishException if the topic holds records of the run which the plan would not send
     */
    static long[] missing(
            TestPlan plan, PublishConfiguration configuration, AvroWire<TestImage> wire)
            throws PublishException {
        AlreadySent sent = new AlreadySent(plan, configuration, wire);
        try {
            sent.read();
        } catch (KafkaException e) {
            throw new PublishException(
                    FailureText.of(
                            "Cannot read topic " + configuration.target().topic(),
                            configuration.target(),
                            e),
                    e);
        }
        return sent.missing();
    }

    private long[] missing() {
        long total = (long) plan.size() * configuration.passes();
        long[] missing = new long[Math.toIntExact(total)];
        int count = 0;
        for (long record = 0; record < total; record++) {
            if (counts[(int) (record % plan.size())] <= record / plan.size()) {
                missing[count++] = record;
            }
        }
        return Arrays.copyOf(missing, count);
    }

    private void read() throws PublishException {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        ClientProperties.consumer(configuration.target()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : consumer.partitionsFor(configuration.target().topic())) {
                partitions.add(new TopicPartition(partition.topic(), partition.partition()));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // Requests of a killed publisher may be in the broker's hands at the first look.
            for (int look = 0; look < 2; look++) {
                readTo(consumer, consumer.endOffsets(partitions));
            }
        }
    }

    private void readTo(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends)
            throws PublishException {
        long silentSince = System.nanoTime();
        while (!reached(consumer, ends)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
            for (ConsumerRecord<byte[], byte[]> record : records) {
                count(record.value());
            }
            if (!records.isEmpty()) {
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > PATIENCE.toNanos()) {
                throw new TimeoutException("No records for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    private static boolean reached(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey()) < end.getValue()) {
                return false;
            }
        }
        return true;
    }

    private void count(byte[] value) throws PublishException {
        TestImage image;
        try {
            image = wire.decode(value);
        } catch (MalformedRecordException e) {
            // Somebody else's: this topic may be shared.
            return;
        } catch (IOException e) {
            throw new PublishException(String.valueOf(e.getMessage()), e);
        }
        if (!image.getRunId().equals(configuration.runId())) {
            return;
        }
        Integer index = images.get(image.getImageId());
        int condition = -1;
        for (int i = 0; i < plan.conditions().size(); i++) {
            Condition candidate = plan.conditions().get(i);
            if (candidate.severity() == image.getSeverity()
                    && candidate.corruption().equals(image.getCorruption())) {
                condition = i;
            }
        }
        if (index == null || condition < 0 || !planned(image, index, condition)) {
            throw new PublishException(
                    "Cannot resume run "
                            + configuration.runId()
                            + ": the topic has its record of "
                            + image.getImageId()
                            + " ("
                            + image.getCorruption()
                            + " "
                            + image.getSeverity()
                            + "), which this command would not send like that. Give the options"
                            + " of the first command, or another --run-id.");
        }
        counts[index * plan.conditions().size() + condition]++;
    }

    /** Whether labels agree and, for the first record of each condition, pixels too. */
    private boolean planned(TestImage image, int index, int condition) {
        boolean same =
                image.getDataset().equals(plan.images().name())
                        && image.getEncoding() == configuration.encoding().wire()
                        && (!plan.images().labelled()
                                || image.getLabel() == plan.observedLabel(index));
        if (!same || compared[condition] || configuration.encoding() != PixelEncoding.RAW) {
            return same;
        }
        compared[condition] = true;
        byte[] pixels = plan.image(index, condition).pixels();
        return image.getPixels().equals(ByteBuffer.wrap(pixels));
    }
}
