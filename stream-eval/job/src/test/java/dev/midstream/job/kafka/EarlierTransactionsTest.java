package dev.midstream.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.job.kafka.KafkaSettings.Extent;
import dev.midstream.job.kafka.KafkaSettings.Reading;
import dev.midstream.job.kafka.KafkaSettings.StartingOffsets;
import dev.midstream.schemas.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EarlierTransactionsTest {
    private final List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();

    private EmbeddedBroker broker;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        broker = EmbeddedBroker.start(directory);
        broker.createTopic("metrics", 1, Map.of());
        broker.createTopic("elsewhere", 1, Map.of());
    }

    @AfterEach
    void stop() {
        producers.forEach(producer -> producer.close(Duration.ZERO));
        broker.close();
    }

    @Test
    void end_transactionsOfManyJobs_onlyThoseOfTheGroupOnTheTopicsAreEnded() throws Exception {
        TransactionIds own = TransactionIds.ofSubmission("group");
        String earlier = TransactionIds.ofSubmission("group").prefix("metrics") + "-0-0";
        open(earlier, "metrics");
        List<String> others =
                List.of(
                        own.prefix("metrics") + "-0-1",
                        TransactionIds.ofSubmission("group").prefix("metrics") + "-1-0",
                        TransactionIds.ofSubmission("group-2").prefix("metrics") + "-0-0",
                        "group-metrics-0-0");
        open(others.get(0), "metrics");
        open(others.get(1), "elsewhere");
        open(others.get(2), "metrics");
        open(others.get(3), "metrics");
        List<String> said = new ArrayList<>();

        EarlierTransactions.silentFor(settings(own), Duration.ZERO).end(said::add);

        assertThat(openTransactions()).isEqualTo(new TreeSet<>(others));
        assertThat(said)
                .containsExactly("Ended 1 open transactions of an earlier job of group group.");
    }

    @Test
    void end_jobThatStillWrites_itsTransactionGoesOn() throws Exception {
        TransactionIds own = TransactionIds.ofSubmission("group");
        String running = TransactionIds.ofSubmission("group").prefix("metrics") + "-0-0";
        String gone = TransactionIds.ofSubmission("group").prefix("metrics") + "-0-0";
        KafkaProducer<byte[], byte[]> producer = open(running, "metrics");
        open(gone, "metrics");
        AtomicBoolean written = new AtomicBoolean();

        EarlierTransactions.silentFor(settings(own), Duration.ofSeconds(2))
                .end(
                        line -> {
                            if (line.startsWith("Waiting 2 s for 2 open transactions")) {
                                send(producer, "metrics");
                                written.set(true);
                            }
                        });

        assertThat(written).isTrue();
        assertThat(openTransactions()).containsExactly(running);
        producer.commitTransaction();
    }

    private KafkaSettings settings(TransactionIds ids) {
        return new KafkaSettings(
                broker.bootstrapServers(),
                new TopicNames(Map.of(JobTopic.METRICS, "metrics", JobTopic.IMAGES, "elsewhere")),
                "group",
                new Reading(StartingOffsets.EARLIEST, Extent.UNBOUNDED),
                new ResultDelivery(DeliveryGuarantee.EXACTLY_ONCE, Duration.ofMinutes(1), ids),
                Map.of(),
                WireFormat.singleObject());
    }

    private KafkaProducer<byte[], byte[]> open(String id, String topic) {
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "transactional.id",
                                id),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producers.add(producer);
        producer.initTransactions();
        producer.beginTransaction();
        send(producer, topic);
        return producer;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic) {
        producer.send(new ProducerRecord<>(topic, new byte[1]));
        producer.flush();
    }

    private TreeSet<String> openTransactions() throws Exception {
        TreeSet<String> open = new TreeSet<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            for (TransactionListing transaction :
                    admin.listTransactions(
                                    new ListTransactionsOptions()
                                            .filterStates(List.of(TransactionState.ONGOING)))
                            .all()
                            .get()) {
                open.add(transaction.transactionalId());
            }
        }
        return open;
    }
}
