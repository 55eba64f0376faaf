package dev.midstream.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.TestImage;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.plan.Design;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.CifarBroker;
import dev.midstream.publisher.TopicReader;
import dev.midstream.publisher.TopicReader.Received;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** In which order images are sent, under which conditions and in which runs. */
class PublishedRunsTest {
    private static final int IMAGES = 40;
    private static final ConditionGrid GRID =
            ConditionGrid.parse("snow,contrast", "1,4", CleanImages.INCLUDED);
    private static final ConditionGrid CLEAN =
            ConditionGrid.parse("none", "1", CleanImages.INCLUDED);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @RegisterExtension static final CifarBroker broker = CifarBroker.with(IMAGES);

    @Test
    void publish_onePartition_goesThroughConditionsInBlocks() throws Exception {
        PublishConfiguration configuration =
                PublishConfiguration.builder(
                                broker.bootstrapServers(),
                                "run",
                                TestSelection.all(GRID, 0).in(ImageOrder.LISTED))
                        .topic("interleaved")
                        .runsTopic("interleaved-runs")
                        .createTopic(1)
                        .build();

        assertThat(
                        new Publisher(configuration, CLOCK)
                                .publish(broker.split(), Progress.NONE)
                                .sent())
                .isEqualTo(IMAGES * 5);

        List<Received> received = TopicReader.readAll(broker.bootstrapServers(), "interleaved");
        for (int n = 0; n < received.size(); n++) {
            TestImage image = received.get(n).image();
            // 32 images under each of the five conditions, then the last eight.
            int index = n < 160 ? n % 32 : 32 + (n - 160) % 8;
            int condition = n < 160 ? n / 32 : (n - 160) / 8;
            assertThat(image.getImageId()).isEqualTo(broker.split().imageId(index));
            assertThat(new Condition(image.getCorruption(), image.getSeverity()))
                    .isEqualTo(GRID.conditions().get(condition));
        }
    }

    @Test
    void publish_byDefault_sendsAllInAnotherOrder() throws Exception {
        PublishConfiguration configuration =
                PublishConfiguration.builder(
                                broker.bootstrapServers(), "run", TestSelection.all(CLEAN, 0))
                        .topic("shuffled")
                        .runsTopic("shuffled-runs")
                        .createTopic(1)
                        .build();

        assertThat(
                        new Publisher(configuration, CLOCK)
                                .publish(broker.split(), Progress.NONE)
                                .sent())
                .isEqualTo(IMAGES);

        List<String> ids = new ArrayList<>();
        List<String> inOrder = new ArrayList<>();
        for (Received record : TopicReader.readAll(broker.bootstrapServers(), "shuffled")) {
            inOrder.add(broker.split().imageId(ids.size()));
            ids.add(record.key());
        }
        assertThat(ids).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
    }

    @Test
    void publish_oneCondition_sendsEachImageOnceAsThePlanHasIt() throws Exception {
        TestSelection selection = TestSelection.all(GRID, 4).with(new Design.OneCondition(0.3));
        PublishConfiguration configuration =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", selection)
                        .topic("one-condition-new")
                        .runsTopic("one-condition-new-runs")
                        .createTopic(1)
                        .build();

        PublishSummary summary =
                new Publisher(configuration, CLOCK).publish(broker.split(), Progress.NONE);

        TestPlan plan = selection.of(broker.split());
        List<Received> received =
                TopicReader.readAll(broker.bootstrapServers(), "one-condition-new");
        assertThat(received).hasSize(IMAGES);
        for (int i = 0; i < IMAGES; i++) {
            TestImage image = received.get(i).image();
            assertThat(image.getImageId()).isEqualTo(plan.images().imageId(i));
            assertThat(new Condition(image.getCorruption(), image.getSeverity()))
                    .isEqualTo(plan.conditions().get(plan.conditionOf(i)));
            assertThat(pixels(image)).isEqualTo(plan.image(i).pixels());
        }
        assertThat(summary.cells()).hasSize(5);
        assertThat(summary.acknowledged()).isEqualTo(IMAGES);
    }

    @Test
    void publish_passes_areRunsOfTheirOwn() throws Exception {
        PublishConfiguration configuration =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", CLEAN)
                        .topic("passes")
                        .runsTopic("passes-runs")
                        .createTopic(1)
                        .passes(3)
                        .build();

        PublishSummary summary =
                new Publisher(configuration, CLOCK).publish(broker.split(), Progress.NONE);

        Map<String, Set<String>> images = new TreeMap<>();
        for (Received record : TopicReader.readAll(broker.bootstrapServers(), "passes")) {
            String run = record.image().getRunId();
            assertThat(images.computeIfAbsent(run, name -> new TreeSet<>()).add(record.key()))
                    .as("no image twice in a run")
                    .isTrue();
        }
        assertThat(images).containsOnlyKeys("run", "run-2", "run-3");
        assertThat(images.values()).allSatisfy(ids -> assertThat(ids).hasSize(IMAGES));
        assertThat(summary.acknowledged()).isEqualTo(3 * IMAGES);
    }

    private static byte[] pixels(TestImage image) {
        byte[] bytes = new byte[image.getPixels().remaining()];
        image.getPixels().duplicate().get(bytes);
        return bytes;
    }
}
