package dev.midstream.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.publisher.CifarBroker;
import dev.midstream.publisher.CifarFiles;
import dev.midstream.publisher.TopicReader;
import dev.midstream.publisher.image.PixelEncoding;
import dev.midstream.publisher.kafka.Delivery;
import dev.midstream.publisher.publish.PublishSummary.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a run says and counts when it cannot go on. */
class PublisherFailureTest {

    private static final int IMAGES = 40;
    private static final ConditionGrid GRID =
            ConditionGrid.parse("snow,contrast", "1,4", CleanImages.INCLUDED);
    private static final ConditionGrid CLEAN =
            ConditionGrid.parse("none", "1", CleanImages.INCLUDED);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @RegisterExtension static final CifarBroker broker = CifarBroker.with(IMAGES);

    @Test
    void publish_missingTopic_saysHowToGetIt() {
        PublishConfiguration configuration =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", CLEAN)
                        .topic("missing")
                        .runsTopic("missing-runs")
                        .build();

        assertThatThrownBy(
                        () ->
                                new Publisher(configuration, CLOCK)
                                        .publish(broker.split(), Progress.NONE))
                .isInstanceOf(PublishException.class)
                .hasMessage(
                        "Cannot publish to topic missing: %s has none of that name. Create it, or"
                                + " add --create-topic.",
                        broker.bootstrapServers());
    }

    @Test
    void publish_recordTooLarge_tellsWhichAndWhatArrivedBefore(@TempDir Path data)
            throws Exception {
        CifarFiles.writeFlatButLast(data, 10);
        broker.createTopic("small", 1, Map.of("max.message.bytes", "2000"));
        PublishConfiguration configuration =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", CLEAN)
                        .topic("small")
                        .runsTopic("small-runs")
                        .encoding(PixelEncoding.PNG)
                        // Else the small records would be refused in one batch with the large.
                        .clientProperties(Map.of("batch.size", "0", "linger.ms", "0"))
                        .build();
        Publisher publisher = new Publisher(configuration, CLOCK);

        PublishException failure =
                catchThrowableOfType(
                        PublishException.class,
                        () -> publisher.publish(CifarFiles.open(data), Progress.NONE));

        assertThat(failure.getMessage())
                .matches(
                        "Cannot publish test-00009 \\(clean, \\d+ bytes\\) to topic small: the"
                                + " record is too large\\. Raise max\\.request\\.size of the"
                                + " producer \\(--kafka-config\\) and max\\.message\\.bytes of"
                                + " the topic\\.");
        assertThat(failure.summary()).isPresent();
        assertThat(failure.summary().get().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failure.summary().get().sent()).isEqualTo(10);
        assertThat(failure.summary().get().acknowledged()).isEqualTo(9);
        assertThat(TopicReader.readAll(broker.bootstrapServers(), "small")).hasSize(9);
    }

    @Test
    void publish_brokerDies_countsOnlyWhatIsOnTheTopic(@TempDir Path data) throws Exception {
        AtomicReference<EmbeddedBroker> mortal = new AtomicReference<>(EmbeddedBroker.start(data));
        PublishConfiguration configuration =
                PublishConfiguration.builder(mortal.get().bootstrapServers(), "run", GRID)
                        .topic("mortal")
                        .runsTopic("mortal-runs")
                        .createTopic(1)
                        .rate(50)
                        .clientProperties(
                                Map.of(
                                        "request.timeout.ms", "1000",
                                        "delivery.timeout.ms", "2000",
                                        "max.block.ms", "2000"))
                        .build();
        Thread killer = new Thread(() -> mortal.get().close());

        PublishException failure =
                catchThrowableOfType(
                        PublishException.class,
                        () ->
                                new Publisher(configuration, CLOCK)
                                        .publish(broker.split(), killAt(20, killer)));
        killer.join();

        assertThat(failure.getMessage())
                .startsWith("Cannot publish test-000")
                .endsWith(
                        "no answer from "
                                + configuration.target().connection().bootstrapServers()
                                + ". Is Kafka running and reachable there?");
        PublishSummary summary = failure.summary().orElseThrow();
        assertThat(summary.acknowledged()).isBetween(20L, summary.sent() - 1);
        mortal.set(EmbeddedBroker.start(data));
        try {
            int arrived = TopicReader.readAll(mortal.get().bootstrapServers(), "mortal").size();
            assertThat((long) arrived).isBetween(summary.acknowledged(), summary.sent());
        } finally {
            mortal.get().close();
        }
    }

    @Test
    void publish_brokerDiesInATransaction_sumsUpWhatIsCommitted(@TempDir Path data)
            throws Exception {
        AtomicReference<EmbeddedBroker> mortal = new AtomicReference<>(EmbeddedBroker.start(data));
        PublishConfiguration configuration =
                PublishConfiguration.builder(mortal.get().bootstrapServers(), "run", GRID)
                        .topic("committed")
                        .runsTopic("committed-runs")
                        .createTopic(1)
                        .rate(45)
                        .delivery(Delivery.TRANSACTIONAL)
                        .clientProperties(
                                Map.of(
                                        "request.timeout.ms", "1000",
                                        "delivery.timeout.ms", "2000",
                                        "max.block.ms", "2000"))
                        .build();
        Thread killer = new Thread(() -> mortal.get().close());

        PublishException failure =
                catchThrowableOfType(
                        PublishException.class,
                        () ->
                                new Publisher(configuration, CLOCK)
                                        .publish(broker.split(), killAt(1, killer)));
        killer.join();

        assertThat(failure.getMessage()).startsWith("Cannot publish test-000").hasLineCount(1);
        PublishSummary summary = failure.summary().orElseThrow();
        assertThat(summary.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(summary.acknowledged()).isBetween(1L, summary.sent() - 1);
        mortal.set(EmbeddedBroker.start(data));
        try {
            int arrived = TopicReader.readAll(mortal.get().bootstrapServers(), "committed").size();
            assertThat((long) arrived).isBetween(summary.acknowledged(), summary.sent());
        } finally {
            mortal.get().close();
        }
    }

    /** Kills when at least so many records are acknowledged. */
    private static Progress killAt(long count, Thread killer) {
        return new Progress() {
            @Override
            public void started(long records) {}

            @Override
            public void done(long records) {
                if (records >= count && killer.getState() == Thread.State.NEW) {
                    killer.start();
                }
            }
        };
    }
}
