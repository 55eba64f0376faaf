package dev.midstream.publisher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.cli.terminal.Progress;
import dev.midstream.publisher.CifarBroker;
import dev.midstream.schemas.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RunRecordsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension static final CifarBroker broker = CifarBroker.empty();

    @Test
    void forEach_openTransactionOfAnother_seesWhatAnIdempotentRunHasSentAfterIt() throws Exception {
        KafkaTarget target = target("idempotent", Delivery.IDEMPOTENT);
        try (OpenTransaction other = open(target)) {
            send(target, "run", "a", "b");

            assertThat(values(target, PATIENCE)).contains("a", "b");
            other.abort();
        }
    }

    @Test
    void forEach_transactionEndsMeanwhile_seesWhatIsCommittedAfterIt() throws Exception {
        KafkaTarget target = target("waiting", Delivery.TRANSACTIONAL);
        try (OpenTransaction other = open(target)) {
            send(target, "run", "a", "b");
            CompletableFuture<Void> end =
                    CompletableFuture.runAsync(
                            other::abort, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));

            assertThat(values(target, PATIENCE)).containsExactly("a", "b");
            end.join();
        }
    }

    @Test
    void forEach_transactionStaysOpen_saysWhichAndWhatToDo() throws Exception {
        KafkaTarget target = target("stuck", Delivery.TRANSACTIONAL);
        send(target, "run", "a");
        try (OpenTransaction other = open(target)) {
            send(target, "run", "b");

            assertThatThrownBy(() -> values(target, Duration.ofSeconds(1)))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessage(
                            "Cannot resume run run: an open transaction of another producer hides 3"
                                    + " records of topic stuck, in partition 0 from offset 2 on."
                                    + " Wait for its end, or end it (kafka-transactions.sh abort),"
                                    + " and give the command again.");
            other.abort();
        }
    }

    @Test
    void forEach_runWasTransactional_isNotTakenForFinal() throws Exception {
        KafkaTarget transactional = target("changed", Delivery.TRANSACTIONAL);
        try (OpenTransaction other = open(transactional)) {
            send(transactional, "run", "a");
            KafkaTarget idempotent =
                    new KafkaTarget(
                            transactional.connection(),
                            "changed",
                            "runs",
                            OptionalInt.empty(),
                            Delivery.IDEMPOTENT);

            assertThatThrownBy(() -> values(idempotent, PATIENCE))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessage(
                            "Cannot resume run run: it was published with --transactional, and an"
                                + " open transaction of another producer hides which of its records"
                                + " are committed. Add --transactional.");
            other.abort();
        }
    }

    private static OpenTransaction open(KafkaTarget target) throws Exception {
        return OpenTransaction.on(
                broker.bootstrapServers(), target.topic(), "other-" + target.topic());
    }

    private static KafkaTarget target(String topic, Delivery delivery) {
        broker.createTopic(topic, 1, Map.of());
        return new KafkaTarget(
                new KafkaConnection(broker.bootstrapServers(), WireFormat.singleObject(), Map.of()),
                topic,
                "runs",
                OptionalInt.empty(),
                delivery);
    }

    private static void send(KafkaTarget target, String run, String... values) throws Exception {
        Deliveries deliveries = new Deliveries(1);
        try (RecordSender sender = new RecordSender(target, run, deliveries, Progress.NONE)) {
            sender.begin();
            for (String value : values) {
                sender.send(0, 0, new byte[0], value.getBytes(UTF_8));
            }
            sender.finish(0);
        }
        assertThat(deliveries.acknowledgedOf(0)).isEqualTo(values.length);
    }

    private static List<String> values(KafkaTarget target, Duration patience) throws Exception {
        List<String> values = new ArrayList<>();
        new RunRecords(target, "run", patience)
                .forEach(record -> values.add(new String(record.value(), UTF_8)));
        return values;
    }
}
