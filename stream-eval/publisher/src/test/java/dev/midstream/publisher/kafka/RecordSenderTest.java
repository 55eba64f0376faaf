package dev.midstream.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.schemas.wire.WireFormat;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordSenderTest {
    @Test
    void finish_commitWithoutAnAnswer_isTheFailureOfTheRun(@TempDir Path directory)
            throws Exception {
        Deliveries deliveries = new Deliveries(1);
        EmbeddedBroker broker = EmbeddedBroker.start(directory);
        broker.createTopic("images", 1, Map.of());
        KafkaConnection connection =
                new KafkaConnection(
                        broker.bootstrapServers(),
                        WireFormat.singleObject(),
                        Map.of("max.block.ms", "3000", "linger.ms", "0"));
        KafkaTarget target =
                new KafkaTarget(
                        connection, "images", "runs", OptionalInt.empty(), Delivery.TRANSACTIONAL);
        try (RecordSender sender = new RecordSender(target, "run", deliveries, Progress.NONE)) {
            sender.begin();
            sender.send(7, 0, new byte[1], new byte[1]);
            broker.close();
            assertThatCode(() -> sender.finish(7)).doesNotThrowAnyException();
        } finally {
            broker.close();
        }
        Deliveries.Failure failure = deliveries.failure().orElseThrow();
        assertThat(failure.reason()).isInstanceOf(TimeoutException.class);
        assertThat(deliveries.acknowledgedOf(0)).isZero();
        assertThat(deliveries.sentOf(0)).isEqualTo(1);
    }
}
