package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.AnnouncementAction;
import dev.midstream.DeadLetter;
import dev.midstream.Label;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.TestImage;
import dev.midstream.job.fixture.BadRecords;
import dev.midstream.job.fixture.Cluster;
import dev.midstream.job.fixture.Expected;
import dev.midstream.job.fixture.Figures;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar on a real Flink cluster and a real broker, both in this JVM. */
final class StreamEvalIT {
    private static final AvroWire<TestImage> IMAGES = AvroWire.of(TestImage.class);
    private static final AvroWire<Label> LABELS = AvroWire.of(Label.class);
    private static final AvroWire<DeadLetter> LETTERS = AvroWire.of(DeadLetter.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void run_malformedRecordsAmongGoodOnes_allAccountedFor(@TempDir Path directory)
            throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        List<TestImage> good = IntStream.range(0, 2000).mapToObj(TestImages::of).toList();
        List<byte[]> bad = BadRecords.of(1000);
        List<byte[]> values = new ArrayList<>(bad);
        good.forEach(image -> values.add(IMAGES.encode(image)));
        Collections.shuffle(values, new Random(4));
        try (Cluster cluster = Cluster.start(directory)) {
            JobID job = cluster.submit(model.path(), "--checkpoint-interval", "1s");
            cluster.publish(values);
            Map<MetricKey, ClassificationSums> expected = Expected.sums(model, good);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(Figures.latestSums(cluster)).isEqualTo(expected));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(cluster.read("midstream.dead-letters")).hasSize(1000));
            assertThat(cluster.flink().getJobStatus(job).get()).isEqualTo(JobStatus.RUNNING);
            List<ByteBuffer> letters = new ArrayList<>();
            for (var record : cluster.read("midstream.dead-letters")) {
                DeadLetter letter = LETTERS.decode(record.value());
                assertThat(letter.getReason()).isNotBlank().doesNotContain("\n");
                assertThat(letter.getTopic()).isEqualTo("midstream.images");
                assertThat(record.key()).isEqualTo(letter.getKey().array());
                letters.add(letter.getValue());
            }
            assertThat(letters)
                    .containsExactlyInAnyOrderElementsOf(
                            bad.stream().map(ByteBuffer::wrap).toList());
        }
    }

    @Test
    void run_taskManagerLost_countsExactly(@TempDir Path directory) throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        List<TestImage> images = IntStream.range(0, 30_000).mapToObj(TestImages::of).toList();
        List<byte[]> values = images.stream().map(IMAGES::encode).toList();
        try (Cluster cluster = Cluster.start(directory)) {
            JobID job =
                    cluster.submit(
                            model.path(),
                            "--checkpoint-interval",
                            "200ms",
                            // A source that has ended takes part in checkpoints and restarts.
                            "--models-topic",
                            "none",
                            "--emit-interval",
                            "100ms");
            cluster.publish(values.subList(0, 15_000));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> counted(Figures.latestSums(cluster)), count -> count > 0);
            cluster.flink().terminateTaskManager(0).get();
            cluster.publish(values.subList(15_000, 30_000));
            cluster.flink().startTaskManager();
            Map<MetricKey, ClassificationSums> expected = Expected.sums(model, images);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(Figures.latestSums(cluster)).isEqualTo(expected));
            assertThat(cluster.flink().getJobStatus(job).get()).isEqualTo(JobStatus.RUNNING);
            assertNeverTakenBack(cluster);
        }
    }

    @Test
    void run_boundedWithoutAnnouncements_endsWithAllCounted(@TempDir Path directory)
            throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        List<TestImage> images = IntStream.range(0, 333).mapToObj(TestImages::of).toList();
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.publish(images.stream().map(IMAGES::encode).toList());
            // Neither a checkpoint nor a report is due before the end.
            JobID job =
                    cluster.submit(
                            model.path(),
                            "--models-topic",
                            "none",
                            "--bounded",
                            "--emit-interval",
                            "1h",
                            "--checkpoint-interval",
                            "1h");
            cluster.awaitStatus(job, JobStatus.FINISHED);
            assertThat(Figures.latestSums(cluster)).isEqualTo(Expected.sums(model, images));
        }
    }

    @Test
    void run_labelsThatComeLaterAndImagesThatComeTwice_sameFiguresAsTogether(
            @TempDir Path directory) throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        List<TestImage> images = IntStream.range(0, 900).mapToObj(TestImages::of).toList();
        List<TestImage> counted = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        List<byte[]> labels = new ArrayList<>();
        for (TestImage image : images) {
            int number = values.size();
            TestImage unlabelled =
                    TestImage.newBuilder(image).setLabel(null).setTrueLabel(null).build();
            values.add(IMAGES.encode(number % 3 == 0 ? image : unlabelled));
            if (number % 3 == 1) {
                labels.add(
                        LABELS.encode(
                                new Label(
                                        image.getRunId(),
                                        image.getImageId(),
                                        image.getLabel(),
                                        image.getClassName(),
                                        image.getTrueLabel(),
                                        image.getTrueClassName(),
                                        image.getPublishedAt())));
            }
            if (number % 3 < 2) {
                counted.add(image);
            }
        }
        values.addAll(values.subList(0, 300));
        Collections.shuffle(values, new Random(4));
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.publish(values);
            cluster.publishNew("midstream.labels", labels);
            JobID job =
                    cluster.submit(
                            model.path(),
                            "--labels-topic",
                            "midstream.labels",
                            "--delivery",
                            "at-least-once",
                            "--checkpoint-interval",
                            "1s");
            Map<MetricKey, ClassificationSums> expected = Expected.sums(model, counted);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(Figures.latestSums(cluster)).isEqualTo(expected));
            assertThat(cluster.read("midstream.dead-letters")).isEmpty();
            assertLabelCounts(cluster, job);
        }
    }

    /** As the dashboard asks for them. */
    private static void assertLabelCounts(Cluster cluster, JobID job) {
        Matcher vertex =
                Pattern.compile("\"id\":\"([0-9a-f]{32})\",[^{}]*\"name\":\"Label join")
                        .matcher(cluster.rest("/jobs/" + job));
        assertThat(vertex.find()).isTrue();
        String path = "/jobs/%s/vertices/%s/subtasks/metrics?agg=sum&get=Label_join.midstream_%s";
        for (String count :
                List.of(
                        "images_waiting_for_label 300",
                        "images_matched_with_label_total 300",
                        "images_without_label_total 0",
                        "images_not_waiting_total 0",
                        "labels_without_image_total 0")) {
            String name = count.split(" ", -1)[0];
            Awaitility.await(count)
                    .atMost(PATIENCE)
                    .until(
                            () -> cluster.rest(path.formatted(job, vertex.group(1), name)),
                            answer -> answer.contains("\"sum\":" + count.split(" ", -1)[1] + ".0"));
        }
    }

    @Test
    void run_modelAnnouncedAndAnotherDropped_scoredFromThenOn(@TempDir Path directory)
            throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        ModelDirectory newcomer = TestModel.in(directory.resolve("newcomer"), "newcomer");
        List<byte[]> images =
                IntStream.range(0, 60).mapToObj(i -> IMAGES.encode(TestImages.of(i))).toList();
        try (Cluster cluster = Cluster.start(directory)) {
            JobID job =
                    cluster.submit(
                            model.path(),
                            "--checkpoint-interval",
                            "200ms",
                            "--predictions-topic",
                            "midstream.predictions",
                            "--remembered-images",
                            "0");
            cluster.publish(images);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(modelIds(cluster)).containsExactly("small-model"));
            // Cannot be loaded: the others go on.
            cluster.announce(AnnouncementAction.ADD, directory.resolve("kafka").toString());
            cluster.announce(AnnouncementAction.ADD, newcomer.path().toUri().toString());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                cluster.publish(images);
                                assertThat(modelIds(cluster))
                                        .containsExactly("newcomer", "small-model");
                            });
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(cluster.read("midstream.dead-letters")).hasSize(1));
            cluster.announce(AnnouncementAction.DROP, "small-model");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> {
                                long before = count(cluster, "small-model");
                                long newcomers = count(cluster, "newcomer");
                                cluster.publish(images);
                                Awaitility.await()
                                        .atMost(PATIENCE)
                                        .until(() -> count(cluster, "newcomer") > newcomers);
                                return count(cluster, "small-model") == before;
                            });
            assertThat(cluster.read("midstream.predictions")).hasSizeGreaterThan(60 * 8);
            assertThat(cluster.flink().getJobStatus(job).get()).isEqualTo(JobStatus.RUNNING);
        }
    }

    private static SortedSet<String> modelIds(Cluster cluster) {
        SortedSet<String> ids = new TreeSet<>();
        Figures.latestSums(cluster).keySet().forEach(key -> ids.add(key.getModelId()));
        return ids;
    }

    private static long count(Cluster cluster, String modelId) {
        return Figures.latestSums(cluster).entrySet().stream()
                .filter(entry -> entry.getKey().getModelId().equals(modelId))
                .mapToLong(entry -> entry.getValue().count())
                .sum();
    }

    @Test
    void submit_whatCannotRun_oneLine(@TempDir Path directory) throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        try (Cluster cluster = Cluster.start(directory)) {
            assertThatThrownBy(
                            () -> cluster.submit(model.path(), "--images-topic", "midstream.imags"))
                    .rootCause()
                    .isInstanceOf(ProgramParametrizationException.class)
                    .hasMessageStartingWith(
                            "Cannot read images: there is no topic midstream.imags on 127.0.0.1:");
            assertThatThrownBy(() -> cluster.submit(model.path(), "--points", "middle"))
                    .rootCause()
                    .isInstanceOf(ProgramParametrizationException.class)
                    .hasMessageStartingWith(
                            "Unknown point: middle. Model small-model has midpoint");
            assertThatThrownBy(() -> cluster.submit(directory.resolve("kafka")))
                    .rootCause()
                    .isInstanceOf(ProgramParametrizationException.class)
                    .message()
                    .doesNotContain("\n");
        }
    }

    /**
     * Committed figures never shrink: none was taken back and counted again. After a restart they
     * are reported once more, perhaps before another image is counted.
     */
    private static void assertNeverTakenBack(Cluster cluster) {
        Map<MetricKey, Long> counts = new HashMap<>();
        for (RobustnessMetric metric : Figures.all(cluster)) {
            long count = metric.getSums().getCount();
            Long before = counts.put(metric.getKey(), count);
            assertThat(count)
                    .as("%s", metric.getKey())
                    .isGreaterThanOrEqualTo(before == null ? 0 : before);
        }
    }

    private static long counted(Map<MetricKey, ClassificationSums> sums) {
        return sums.values().stream().mapToLong(ClassificationSums::count).sum();
    }
}
