package dev.midstream.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.cli.terminal.Progress;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.plan.Design;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.CifarBroker;
import dev.midstream.publisher.CifarFiles;
import dev.midstream.publisher.TopicReader;
import dev.midstream.publisher.TopicReader.Received;
import dev.midstream.publisher.image.PixelEncoding;
import dev.midstream.publisher.kafka.Delivery;
import dev.midstream.publisher.kafka.OpenTransaction;
import dev.midstream.publisher.publish.PublishSummary.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResumedRunTest {

    private static final int IMAGES = 30;
    private static final ConditionGrid GRID =
            ConditionGrid.parse("contrast", "1,4", CleanImages.INCLUDED);

    @RegisterExtension static final CifarBroker broker = CifarBroker.with(IMAGES);

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void publish_resumed_sendsOnlyWhatIsMissing(Delivery delivery) throws Exception {
        String topic = "resumed-" + delivery;
        PublishConfiguration.Builder builder =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", GRID)
                        .topic(topic)
                        .runsTopic(topic + "-runs")
                        .createTopic(2)
                        .passes(2)
                        .delivery(delivery);
        // Another run on the same topic must not count.
        PublishConfiguration other =
                PublishConfiguration.builder(broker.bootstrapServers(), "other", GRID)
                        .topic(topic)
                        .runsTopic(topic + "-runs")
                        .createTopic(2)
                        .build();
        assertThat(publish(other).outcome()).isEqualTo(Outcome.COMPLETE);

        PublishSummary broken = stoppedEarly(builder.rate(400).build());
        PublishSummary resumed = publish(builder.rate(1e9).start(Start.RESUMED).build());

        assertThat(broken.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(broken.acknowledged()).isBetween(1L, IMAGES * 6L - 1);
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(resumed.resumed()).isEqualTo(broken.acknowledged());
        assertThat(resumed.acknowledged()).isEqualTo(IMAGES * 6L - broken.acknowledged());
        for (String run : List.of("run", "run-2")) {
            assertThat(counts(topic, run))
                    .hasSize(IMAGES * 3)
                    .allSatisfy((key, n) -> assertThat(n).isEqualTo(1));
        }

        PublishSummary again = publish(builder.build());

        assertThat(again.sent()).isZero();
        assertThat(again.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(again.resumed()).isEqualTo(IMAGES * 6L);
    }

    @Test
    void publish_resumedBesideAnOpenTransaction_sendsNothingTwice() throws Exception {
        broker.createTopic("hidden", 1, Map.of());
        PublishConfiguration.Builder builder =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", GRID)
                        .topic("hidden")
                        .runsTopic("hidden-runs");
        try (OpenTransaction other =
                OpenTransaction.on(broker.bootstrapServers(), "hidden", "somebody-else")) {
            PublishSummary broken = stoppedEarly(builder.rate(400).build());
            PublishSummary resumed = publish(builder.rate(1e9).start(Start.RESUMED).build());

            assertThat(broken.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(resumed.resumed()).isEqualTo(broken.acknowledged()).isPositive();
            other.abort();
        }
        assertThat(counts("hidden", "run"))
                .hasSize(IMAGES * 3)
                .allSatisfy((key, n) -> assertThat(n).isEqualTo(1));
    }

    @Test
    void publish_oneConditionResumed_sendsEachImageOnce() throws Exception {
        PublishConfiguration.Builder builder =
                PublishConfiguration.builder(
                                broker.bootstrapServers(),
                                "run",
                                TestSelection.all(GRID, 3).with(new Design.OneCondition(0.2)))
                        .topic("one-condition")
                        .runsTopic("one-condition-runs")
                        .createTopic(1)
                        .passes(2);

        PublishSummary broken = stoppedEarly(builder.rate(400).build());
        PublishSummary resumed = publish(builder.rate(1e9).start(Start.RESUMED).build());

        assertThat(broken.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(resumed.resumed()).isEqualTo(broken.acknowledged());
        assertThat(resumed.acknowledged()).isEqualTo(2 * IMAGES - broken.acknowledged());
        for (String run : List.of("run", "run-2")) {
            assertThat(counts("one-condition", run))
                    .hasSize(IMAGES)
                    .allSatisfy((key, n) -> assertThat(n).isEqualTo(1));
        }
        assertThat(counts("one-condition", "run"))
                .as("the second pass has the same conditions")
                .isEqualTo(counts("one-condition", "run-2"));
    }

    @Test
    void publish_resumedWithOtherOptions_isRefused() throws Exception {
        PublishConfiguration.Builder builder =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", GRID)
                        .topic("options")
                        .runsTopic("options-runs")
                        .createTopic(1);
        publish(builder.build());
        ConditionGrid fewer = ConditionGrid.parse("contrast", "1", CleanImages.INCLUDED);

        for (PublishConfiguration changed :
                new PublishConfiguration[] {
                    builder.start(Start.RESUMED).encoding(PixelEncoding.PNG).build(),
                    builder.encoding(PixelEncoding.RAW)
                            .selection(TestSelection.all(GRID, 0).limitedTo(5))
                            .build(),
                    PublishConfiguration.builder(broker.bootstrapServers(), "run", fewer)
                            .topic("options")
                            .runsTopic("options-runs")
                            .start(Start.RESUMED)
                            .build()
                }) {
            assertThatThrownBy(() -> publish(changed))
                    .isInstanceOf(PublishException.class)
                    .hasMessageStartingWith("Cannot resume run run: the topic has its record of ")
                    .hasMessageEndingWith(
                            ", which this command would not send like that. Give the options of"
                                    + " the first command, or another --run-id.");
        }
    }

    @Test
    void publish_resumedInAnotherOrder_isRefused() throws Exception {
        PublishConfiguration.Builder builder =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", GRID)
                        .topic("order")
                        .runsTopic("order-runs")
                        .createTopic(1);
        publish(builder.selection(TestSelection.all(GRID, 0).in(ImageOrder.LISTED)).build());

        PublishConfiguration shuffled =
                builder.selection(TestSelection.all(GRID, 0).in(ImageOrder.SHUFFLED))
                        .start(Start.RESUMED)
                        .build();

        assertThatThrownBy(() -> publish(shuffled))
                .isInstanceOf(PublishException.class)
                .hasMessage(
                        "Cannot resume run run: it was started with other images, conditions,"
                                + " order, seed, design or label noise. Give the options of its"
                                + " start, or another --run-id.");
    }

    @Test
    void publish_resumedWithOtherNamesOfClasses_isRefused() throws Exception {
        PublishConfiguration.Builder builder =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", GRID)
                        .topic("names")
                        .runsTopic("names-runs")
                        .createTopic(1);
        publish(builder.build());
        Path renamed = Files.createDirectory(broker.data().resolve("renamed"));
        CifarFiles.write(renamed, IMAGES);
        Files.writeString(renamed.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n");

        assertThatThrownBy(
                        () ->
                                new Publisher(
                                                builder.start(Start.RESUMED).build(),
                                                Clock.systemUTC())
                                        .publish(CifarFiles.open(renamed), Progress.NONE))
                .isInstanceOf(PublishException.class)
                .hasMessageStartingWith("Cannot resume run run: the topic has its record of ");
    }

    @Test
    void publish_transactional_isSeenWhenCommitted() throws Exception {
        PublishConfiguration configuration =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", GRID)
                        .topic("committed")
                        .runsTopic("committed-runs")
                        .createTopic(1)
                        .delivery(Delivery.TRANSACTIONAL)
                        .build();

        PublishSummary summary = publish(configuration);

        assertThat(summary.acknowledged()).isEqualTo(IMAGES * 3);
        assertThat(counts("committed", "run")).hasSize(IMAGES * 3);
    }

    private static PublishSummary publish(PublishConfiguration configuration) throws Exception {
        return new Publisher(configuration, Clock.systemUTC())
                .publish(broker.split(), Progress.NONE);
    }

    /** Stops some time after the start, without waiting for acknowledgements. */
    private static PublishSummary stoppedEarly(PublishConfiguration configuration)
            throws Exception {
        AtomicReference<Publisher> publisher = new AtomicReference<>();
        AtomicReference<Integer> records = new AtomicReference<>(0);
        Clock stopping =
                new Clock() {
                    @Override
                    public Instant instant() {
                        if (records.updateAndGet(n -> n + 1) == 50) {
                            publisher.get().stop();
                        }
                        return Instant.EPOCH;
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                };
        publisher.set(new Publisher(configuration, stopping));
        return publisher.get().publish(broker.split(), Progress.NONE);
    }

    private static Map<String, Integer> counts(String topic, String run) throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        for (Received record : TopicReader.readAll(broker.bootstrapServers(), topic)) {
            if (record.image().getRunId().equals(run)) {
                String cell = record.image().getCorruption() + record.image().getSeverity();
                counts.merge(record.key() + cell, 1, Integer::sum);
            }
        }
        return counts;
    }
}
