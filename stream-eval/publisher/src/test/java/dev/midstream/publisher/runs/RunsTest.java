package dev.midstream.publisher.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.Run;
import dev.midstream.RunCondition;
import dev.midstream.RunDesign;
import dev.midstream.RunEnd;
import dev.midstream.RunImages;
import dev.midstream.RunLabelNoise;
import dev.midstream.RunOrder;
import dev.midstream.RunOutcome;
import dev.midstream.RunPlan;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.label.LabelNoise.Kind;
import dev.midstream.images.plan.Design;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.CifarBroker;
import dev.midstream.publisher.TestCommandLine;
import dev.midstream.publisher.kafka.KafkaConnection;
import dev.midstream.publisher.publish.PublishConfiguration;
import dev.midstream.publisher.publish.PublishException;
import dev.midstream.publisher.publish.PublishSummary;
import dev.midstream.publisher.publish.Publisher;
import dev.midstream.publisher.publish.Start;
import dev.midstream.schemas.wire.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunsTest {
    private static final int IMAGES = 12;
    private static final ConditionGrid GRID =
            ConditionGrid.parse("contrast", "1,4", CleanImages.INCLUDED);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @RegisterExtension static final CifarBroker broker = CifarBroker.with(IMAGES);

    @Test
    void publish_noRunsTopicThere_createsItCompactedWithTheRunAndItsEnd() throws Exception {
        LabelNoise noise = new LabelNoise(Kind.SYMMETRIC, 0.5, 9);
        TestSelection selection = TestSelection.all(GRID, 9).with(noise).limitedTo(10);
        PublishConfiguration configuration = builder("whole", selection).createTopic(1).build();

        int flipped =
                new Publisher(configuration, CLOCK)
                        .publish(broker.split(), Progress.NONE)
                        .noise()
                        .orElseThrow()
                        .flippedImages();

        assertThat(runs("whole-listed"))
                .containsExactly(
                        new Run(
                                "whole",
                                new RunImages(
                                        "cifar10", broker.split().classes(), 10, RunOrder.SHUFFLED),
                                new RunPlan(
                                        List.of(
                                                new RunCondition("none", 0),
                                                new RunCondition("contrast", 1),
                                                new RunCondition("contrast", 4)),
                                        RunDesign.EVERY_CONDITION,
                                        9L,
                                        new RunLabelNoise("symmetric", 0.5, 9L, flipped),
                                        30L),
                                NOW,
                                new RunEnd(NOW, RunOutcome.COMPLETE, 30L)));
        assertThat(cleanupPolicy("whole-listed")).isEqualTo("compact");
    }

    @Test
    void publish_passesOfOneCondition_areARecordEach() throws Exception {
        TestSelection selection =
                TestSelection.all(GRID, 0).in(ImageOrder.LISTED).with(new Design.OneCondition(0.2));

        PublishSummary summary =
                new Publisher(builder("twice", selection).passes(2).createTopic(1).build(), CLOCK)
                        .publish(broker.split(), Progress.NONE);

        List<Run> runs = runs("twice-listed");
        assertThat(runs).extracting(Run::getRunId).containsExactly("twice", "twice-2");
        for (Run run : runs) {
            assertThat(run.getImages().getOrder()).isEqualTo(RunOrder.LISTED);
            assertThat(run.getPlan().getDesign()).isEqualTo(RunDesign.ONE_CONDITION);
            assertThat(run.getPlan().getRecords()).isEqualTo(IMAGES);
            assertThat(run.getEnd()).isEqualTo(new RunEnd(NOW, RunOutcome.COMPLETE, (long) IMAGES));
        }
        assertThat(summary.run().passes()).isEqualTo(2);
    }

    @Test
    void publish_runIdThatIsThere_isRefusedUnlessResumed() throws Exception {
        PublishConfiguration.Builder builder =
                builder("taken", TestSelection.all(GRID, 0)).createTopic(1).passes(2);
        new Publisher(builder.build(), CLOCK).publish(broker.split(), Progress.NONE);

        for (String id : List.of("taken", "taken-2")) {
            PublishConfiguration again =
                    PublishConfiguration.builder(
                                    broker.bootstrapServers(), id, TestSelection.all(GRID, 0))
                            .topic("taken-images")
                            .runsTopic("taken-listed")
                            .build();
            assertThatThrownBy(
                            () ->
                                    new Publisher(again, CLOCK)
                                            .publish(broker.split(), Progress.NONE))
                    .isInstanceOf(PublishException.class)
                    .hasMessage(
                            "Cannot start run "
                                    + id
                                    + ": topic taken-listed has a run of that name, started "
                                    + NOW
                                    + ". Continue it with --resume, or use another --run-id.");
        }
        PublishSummary resumed =
                new Publisher(builder.start(Start.RESUMED).build(), CLOCK)
                        .publish(broker.split(), Progress.NONE);
        assertThat(resumed.sent()).isZero();
        assertThat(resumed.resumed()).isEqualTo(2 * 3 * IMAGES);
    }

    @Test
    void publish_whileItRuns_hasNoEnd() throws Exception {
        AtomicReference<List<Run>> seen = new AtomicReference<>();
        PublishConfiguration configuration =
                builder("going", TestSelection.all(GRID, 0)).createTopic(1).build();

        new Publisher(configuration, CLOCK)
                .publish(
                        broker.split(),
                        new Progress() {
                            @Override
                            public void started(long records) {
                                seen.set(runs("going-listed"));
                            }

                            @Override
                            public void done(long records) {}
                        });

        assertThat(seen.get()).hasSize(1);
        assertThat(seen.get().get(0).getEnd()).isNull();
        assertThat(seen.get().get(0).getImages().getOrder()).isEqualTo(RunOrder.SHUFFLED);
        assertThat(seen.get().get(0).getPlan().getLabelNoise()).isNull();
    }

    @Test
    void publish_stoppedThenResumed_saysWhatTheTopicHasOfTheRun() throws Exception {
        PublishConfiguration.Builder builder =
                builder("stopped", TestSelection.all(GRID, 0)).createTopic(1);
        AtomicReference<Publisher> publisher = new AtomicReference<>();
        // A record every 100 s after the first: only stopping can end this.
        publisher.set(new Publisher(builder.rate(0.01).build(), CLOCK));
        publisher
                .get()
                .publish(
                        broker.split(),
                        new Progress() {
                            @Override
                            public void started(long records) {}

                            @Override
                            public void done(long records) {
                                publisher.get().stop();
                            }
                        });
        assertThat(runs("stopped-listed").get(0).getEnd())
                .isEqualTo(new RunEnd(NOW, RunOutcome.STOPPED, 1L));

        new Publisher(
                        builder("stopped", TestSelection.all(GRID, 0)).start(Start.RESUMED).build(),
                        CLOCK)
                .publish(broker.split(), Progress.NONE);

        assertThat(runs("stopped-listed").get(0).getEnd())
                .isEqualTo(new RunEnd(NOW, RunOutcome.COMPLETE, 36L));
    }

    @Test
    void publish_recordRefused_endsAsFailed() throws Exception {
        broker.createTopic("failed-images", 1, Map.of("max.message.bytes", "100"));

        PublishException failure =
                catchThrowableOfType(
                        PublishException.class,
                        () ->
                                new Publisher(
                                                builder("failed", TestSelection.all(GRID, 0))
                                                        .build(),
                                                CLOCK)
                                        .publish(broker.split(), Progress.NONE));

        assertThat(failure.summary()).isPresent();
        assertThat(runs("failed-listed").get(0).getEnd())
                .isEqualTo(new RunEnd(NOW, RunOutcome.FAILED, 0L));
    }

    @Test
    void runs_severalOnTheTopic_areATableAndJsonLatestFirst() throws Exception {
        PublishConfiguration.Builder first = builder("table", TestSelection.all(GRID, 0));
        new Publisher(first.createTopic(1).build(), CLOCK).publish(broker.split(), Progress.NONE);
        Clock later = Clock.fixed(NOW.plusSeconds(3600), ZoneOffset.UTC);
        PublishConfiguration second =
                PublishConfiguration.builder(
                                broker.bootstrapServers(),
                                "later",
                                TestSelection.all(GRID, 0).limitedTo(2))
                        .topic("table-images")
                        .runsTopic("table-listed")
                        .build();
        new Publisher(second, later).publish(broker.split(), Progress.NONE);
        send("table-listed", "?", "no run".getBytes(UTF_8));
        Path json = broker.data().resolve("runs.json");

        TestCommandLine commandLine = new TestCommandLine();
        int code =
                commandLine.execute(
                        "runs",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--runs-topic",
                        "table-listed",
                        "--runs-json",
                        json.toString());

        assertThat(commandLine.lastError()).isEmpty();
        assertThat(code).isZero();
        assertThat(commandLine.out().lines())
                .containsExactly(
                        "run    data set  order     design           label noise  started"
                                + "               ended                          images"
                                + "  conditions  sent",
                        "later  cifar10   shuffled  every condition  none"
                                + "         2026-01-02T04:04:05Z  2026-01-02T04:04:05Z complete"
                                + "       2           3     6",
                        "table  cifar10   shuffled  every condition  none"
                                + "         2026-01-02T03:04:05Z  2026-01-02T03:04:05Z complete"
                                + "      12           3    36",
                        "Left out: 1 records of table-listed that are no runs.");
        JsonNode written = new ObjectMapper().readTree(Files.readString(json));
        assertThat(written).hasSize(2);
        assertThat(written.get(0).get("runId").asText()).isEqualTo("later");
        assertThat(written.get(1).get("images").get("count").asInt()).isEqualTo(12);
    }

    @Test
    void runs_removedByATombstone_isNotListed() throws Exception {
        PublishConfiguration configuration =
                builder("removed", TestSelection.all(GRID, 0)).createTopic(1).build();
        new Publisher(configuration, CLOCK).publish(broker.split(), Progress.NONE);

        send("removed-listed", "removed", null);

        assertThat(runs("removed-listed")).isEmpty();
    }

    @Test
    void runs_noTopicThere_saysSo() {
        TestCommandLine commandLine = new TestCommandLine();

        int code =
                commandLine.execute(
                        "runs",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--runs-topic",
                        "nowhere");

        assertThat(code).isEqualTo(1);
        assertThat(commandLine.lastError())
                .isEqualTo(
                        "Cannot read topic nowhere: "
                                + broker.bootstrapServers()
                                + " has none of that name. Publish a run, or name another.");
    }

    private static PublishConfiguration.Builder builder(String name, TestSelection selection) {
        return PublishConfiguration.builder(broker.bootstrapServers(), name, selection)
                .topic(name + "-images")
                .runsTopic(name + "-listed");
    }

    private static List<Run> runs(String topic) {
        try {
            return PublishedRuns.read(
                            new KafkaConnection(
                                    broker.bootstrapServers(), WireFormat.singleObject(), Map.of()),
                            topic)
                    .runs();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(String topic, String key, byte[] value)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
        }
    }

    private static String cleanupPolicy(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("cleanup.policy")
                    .value();
        }
    }
}
