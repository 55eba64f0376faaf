package dev.midstream.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.publisher.CifarFiles;
import dev.midstream.publisher.publish.PublishSummary.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that grants every client little. */
final class ThrottledRunIT {
    private static final double BYTES_PER_SECOND = 200_000;
    private static final int IMAGES = 400;

    /**
     * 11 MB. The broker takes what it grants for ten seconds at once, and does not wait after the
     * last request, which may be 1 MB: what is left takes 40 seconds and more.
     */
    private static final int PASSES = 9;

    @Test
    void publish_quotaOfTheBroker_arrivesCompletely(@TempDir Path directory) throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        CifarFiles.write(data, IMAGES);
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
            limit(broker);
            PublishConfiguration configuration =
                    PublishConfiguration.builder(
                                    broker.bootstrapServers(),
                                    "throttled",
                                    ConditionGrid.parse("none", "1", CleanImages.INCLUDED))
                            .passes(PASSES)
                            .createTopic(4)
                            .clientProperties(Map.of("compression.type", "none"))
                            .build();

            PublishSummary summary =
                    new Publisher(configuration, Clock.systemUTC())
                            .publish(CifarFiles.open(data), Progress.NONE);

            assertThat(summary.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(summary.acknowledged()).isEqualTo((long) IMAGES * PASSES);
            // Longer than the half minute after which records once were given up.
            assertThat(summary.elapsed()).isGreaterThan(Duration.ofSeconds(32));
        }
    }

    /** Kafka's name of the default user is none. */
    private static void limit(EmbeddedBroker broker) throws Exception {
        ClientQuotaEntity everybody =
                new ClientQuotaEntity(Collections.singletonMap(ClientQuotaEntity.CLIENT_ID, null));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterClientQuotas(
                            List.of(
                                    new ClientQuotaAlteration(
                                            everybody,
                                            List.of(
                                                    new ClientQuotaAlteration.Op(
                                                            "producer_byte_rate",
                                                            BYTES_PER_SECOND)))))
                    .all()
                    .get();
        }
    }
}
