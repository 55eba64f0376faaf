package dev.midstream.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.ImageEncoding;
import dev.midstream.TestImage;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.label.LabelNoise.Kind;
import dev.midstream.images.label.NoisyLabels;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.CifarBroker;
import dev.midstream.publisher.TopicReader;
import dev.midstream.publisher.TopicReader.Received;
import dev.midstream.publisher.image.PixelEncoding;
import dev.midstream.publisher.publish.PublishSummary.Cell;
import dev.midstream.publisher.publish.PublishSummary.Outcome;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublisherTest {

    private static final int IMAGES = 40;
    private static final ConditionGrid GRID =
            ConditionGrid.parse("snow,contrast", "1,4", CleanImages.INCLUDED);
    private static final ConditionGrid CLEAN =
            ConditionGrid.parse("none", "1", CleanImages.INCLUDED);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @RegisterExtension static final CifarBroker broker = CifarBroker.with(IMAGES);

    @Test
    void publish_everyCondition_recordsEqualWhatTheCorruptorGives() throws Exception {
        broker.createTopic("images", 3, Map.of());
        PublishConfiguration configuration =
                PublishConfiguration.builder(
                                broker.bootstrapServers(), "run-1", TestSelection.all(GRID, 5))
                        .topic("images")
                        .runsTopic("images-runs")
                        .build();

        PublishSummary summary =
                new Publisher(configuration, CLOCK).publish(broker.split(), Progress.NONE);

        Map<String, TestImage> received = new HashMap<>();
        Map<String, Integer> partitions = new HashMap<>();
        for (Received record : TopicReader.readAll(broker.bootstrapServers(), "images")) {
            TestImage image = record.image();
            assertThat(record.key()).isEqualTo(image.getImageId());
            assertThat(partitions.merge(record.key(), record.partition(), (a, b) -> a))
                    .as("all versions of an image are in one partition")
                    .isEqualTo(record.partition());
            String cell = image.getCorruption() + image.getSeverity();
            assertThat(received.put(record.key() + cell, image)).as("sent once").isNull();
        }
        assertThat(received).hasSize(IMAGES * 5);
        Corruptor corruptor = new Corruptor(5);
        for (int i = 0; i < IMAGES; i++) {
            for (Condition condition : GRID.conditions()) {
                String id = broker.split().imageId(i);
                TestImage image = received.get(id + condition.corruption() + condition.severity());
                Image expected = corruptor.apply(broker.split().image(i), id, condition);
                assertThat(pixels(image)).isEqualTo(expected.pixels());
                assertThat(image.getRunId() + image.getDataset()).isEqualTo("run-1cifar10");
                assertThat(List.of(image.getHeight(), image.getWidth(), image.getChannels()))
                        .containsExactly(32, 32, 3);
                assertThat(image.getEncoding()).isEqualTo(ImageEncoding.RAW_UINT8);
                assertThat(image.getLabel()).isEqualTo(i % 10);
                assertThat(image.getClassName()).isEqualTo(broker.split().classes().get(i % 10));
                assertThat(image.getTrueLabel()).isEqualTo(image.getTrueClassName()).isNull();
                assertThat(image.getPublishedAt()).isEqualTo(NOW);
            }
        }
        assertThat(summary.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(summary.cells())
                .containsExactly(
                        new Cell(Condition.CLEAN, IMAGES, IMAGES),
                        new Cell(new Condition("snow", 1), IMAGES, IMAGES),
                        new Cell(new Condition("snow", 4), IMAGES, IMAGES),
                        new Cell(new Condition("contrast", 1), IMAGES, IMAGES),
                        new Cell(new Condition("contrast", 4), IMAGES, IMAGES));
        assertThat(summary.noise()).isEmpty();
    }

    @Test
    void publish_labelNoiseAndLimit_agreeWithTheWholeSplit() throws Exception {
        LabelNoise noise = new LabelNoise(Kind.SYMMETRIC, 0.5, 9);
        PublishConfiguration configuration =
                PublishConfiguration.builder(
                                broker.bootstrapServers(),
                                "run",
                                TestSelection.all(CLEAN, 9).with(noise).limitedTo(30))
                        .topic("noisy")
                        .runsTopic("noisy-runs")
                        .createTopic(1)
                        .build();

        PublishSummary summary =
                new Publisher(configuration, CLOCK).publish(broker.split(), Progress.NONE);

        NoisyLabels labels = noise.apply(broker.split().labels(), 10);
        Subset subset = Subset.firstOf(broker.split(), 30, 9);
        List<Received> received = TopicReader.readAll(broker.bootstrapServers(), "noisy");
        int flipped = 0;
        for (int i = 0; i < 30; i++) {
            TestImage image = received.get(i).image();
            assertThat(image.getImageId()).isEqualTo(subset.imageId(i));
            assertThat(image.getLabel()).isEqualTo(labels.observed(subset.sourceIndex(i)));
            assertThat(image.getTrueLabel()).isEqualTo(subset.label(i));
            assertThat(image.getClassName())
                    .isEqualTo(broker.split().classes().get(image.getLabel()));
            assertThat(image.getTrueClassName())
                    .isEqualTo(broker.split().classes().get(subset.label(i)));
            flipped += image.getLabel().equals(image.getTrueLabel()) ? 0 : 1;
        }
        assertThat(flipped).isBetween(5, 25);
        assertThat(summary.noise()).isPresent();
        assertThat(summary.noise().get().flippedImages()).isEqualTo(flipped);
        assertThat(summary.noise().get().realisedFlipRate()).isEqualTo(flipped / 30.0);
    }

    @Test
    void publish_png_isLossless() throws Exception {
        PublishConfiguration configuration =
                PublishConfiguration.builder(
                                broker.bootstrapServers(),
                                "run",
                                TestSelection.all(GRID, 0).limitedTo(2))
                        .topic("png")
                        .runsTopic("png-runs")
                        .createTopic(1)
                        .encoding(PixelEncoding.PNG)
                        .build();

        assertThat(
                        new Publisher(configuration, CLOCK)
                                .publish(broker.split(), Progress.NONE)
                                .sent())
                .isEqualTo(10);

        Subset subset = Subset.firstOf(broker.split(), 2, 0);
        List<Received> received = TopicReader.readAll(broker.bootstrapServers(), "png");
        for (int n = 0; n < 10; n++) {
            TestImage image = received.get(n).image();
            assertThat(image.getEncoding()).isEqualTo(ImageEncoding.PNG);
            Image expected =
                    new Corruptor(0)
                            .apply(
                                    subset.image(n % 2),
                                    subset.imageId(n % 2),
                                    GRID.conditions().get(n / 2));
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(pixels(image)));
            for (int i = 0; i < 32 * 32; i++) {
                int rgb = decoded.getRGB(i % 32, i / 32);
                assertThat((byte) (rgb >> 16)).isEqualTo(expected.pixels()[3 * i]);
                assertThat((byte) (rgb >> 8)).isEqualTo(expected.pixels()[3 * i + 1]);
                assertThat((byte) rgb).isEqualTo(expected.pixels()[3 * i + 2]);
            }
        }
    }

    @Test
    void publish_progress_growsToTheTotal() throws Exception {
        AtomicLong total = new AtomicLong();
        List<Long> seen = new CopyOnWriteArrayList<>();
        PublishConfiguration configuration =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", GRID)
                        .topic("progress")
                        .runsTopic("progress-runs")
                        .createTopic(1)
                        .build();

        PublishSummary summary =
                new Publisher(configuration, CLOCK)
                        .publish(
                                broker.split(),
                                new Progress() {
                                    @Override
                                    public void started(long records) {
                                        total.set(records);
                                    }

                                    @Override
                                    public void done(long records) {
                                        seen.add(records);
                                    }
                                });

        assertThat(total).hasValue(IMAGES * 5);
        assertThat(seen).hasSize(IMAGES * 5).isSorted().endsWith(IMAGES * 5L);
        assertThat(summary.acknowledged()).isEqualTo(IMAGES * 5);
    }

    @Test
    void publish_rate_isKept() throws Exception {
        PublishConfiguration configuration =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", CLEAN)
                        .topic("rate")
                        .runsTopic("rate-runs")
                        .createTopic(1)
                        .rate(50)
                        .build();

        PublishSummary summary =
                new Publisher(configuration, CLOCK).publish(broker.split(), Progress.NONE);

        // The last of 40 records is due after 39/50 of a second.
        assertThat(summary.elapsed().toMillis()).isGreaterThanOrEqualTo(780);
        assertThat(summary.rate()).isLessThan(52);
    }

    @Test
    void stop_whileWaitingForTheRate_reportsWhatArrived() throws Exception {
        PublishConfiguration configuration =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", CLEAN)
                        .topic("stopped")
                        .runsTopic("stopped-runs")
                        .createTopic(1)
                        // A record every 100 s after the first: only stopping can end this.
                        .rate(0.01)
                        .build();
        AtomicReference<Publisher> publisher = new AtomicReference<>();
        publisher.set(new Publisher(configuration, CLOCK));

        PublishSummary summary =
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

        assertThat(summary.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(List.of(summary.sent(), summary.acknowledged())).containsExactly(1L, 1L);
        assertThat(TopicReader.readAll(broker.bootstrapServers(), "stopped")).hasSize(1);
    }

    @Test
    void publish_createTopicThatExists_usesIt() throws Exception {
        broker.createTopic("existing", 2, Map.of());
        PublishConfiguration configuration =
                PublishConfiguration.builder(broker.bootstrapServers(), "run", CLEAN)
                        .topic("existing")
                        .runsTopic("existing-runs")
                        .createTopic(7)
                        .build();

        new Publisher(configuration, CLOCK).publish(broker.split(), Progress.NONE);

        assertThat(TopicReader.readAll(broker.bootstrapServers(), "existing"))
                .hasSize(IMAGES)
                .allSatisfy(record -> assertThat(record.partition()).isLessThan(2));
    }

    private static byte[] pixels(TestImage image) {
        byte[] bytes = new byte[image.getPixels().remaining()];
        image.getPixels().duplicate().get(bytes);
        return bytes;
    }
}
