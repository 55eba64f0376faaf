package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.RobustnessSummary;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.metrics.PointSums;
import dev.midstream.publisher.publish.PublishConfiguration;
import dev.midstream.publisher.publish.PublishSummary;
import dev.midstream.publisher.publish.Publisher;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.wire.AvroWire;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The CIFAR-10 test set, clean and under four corruptions, through three lost task managers and two
 * changes of the number of subtasks: every figure is that of the offline evaluation.
 */
class FiguresThroughFailuresIT {
    private static final String CORRUPTIONS = "gaussian_noise,contrast,brightness,pixelate";
    private static final String SEVERITY = "3";
    private static final int CONDITIONS = 5;
    private static final long ALL = (long) CONDITIONS * CifarImages.TEST_IMAGES;
    private static final String RUN = "failures";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir private Path work;

    @Test
    void figures_threeFailuresAndTwoRescales_equalTheOfflineOnes() throws Exception {
        Path archive = CifarImages.archive();
        Path data = Files.createDirectory(work.resolve("data"));
        CifarImages.write(archive, data, 10);
        Path model = work.resolve("model");
        JarProcess.run(
                Jars.TRAINER,
                "train --dataset cifar10 --data %s --out %s --subspace line --network cresnet8-w8"
                        + " --epochs 1 --batch-size 64",
                data,
                model);
        Map<MetricKey, PointSums> offline = evaluate(data, model);
        // Midpoint, one endpoint and their ensemble, by observed and true labels.
        assertThat(offline).hasSize(3 * CONDITIONS * 2);

        try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("kafka"));
                FailingFlink flink = FailingFlink.start()) {
            broker.createTopic(Topics.IMAGES, 2, Map.of());
            broker.createTopic(Topics.METRICS, 2, Map.of("cleanup.policy", "compact"));
            CompletableFuture<PublishSummary> published =
                    CompletableFuture.supplyAsync(() -> publish(data, broker));
            JobID job = disturb(broker, flink, model);
            assertThat(published.join().acknowledged()).isEqualTo(ALL);
            List<RobustnessMetric> metrics = figuresOf(broker, ALL);
            SameFigures.assertSame(SameFigures.sums(metrics), offline);
            assertThat(offline.values())
                    .allMatch(sums -> sums.classification().count() == CifarImages.TEST_IMAGES);
            assertThat(flink.status(job)).isEqualTo(JobStatus.RUNNING);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                assertSummaries(broker, metrics);
                                assertWindows(broker, metrics);
                            });
        }
    }

    /** Runs the job until all images are published, and lets happen what happens to jobs. */
    private JobID disturb(EmbeddedBroker broker, FailingFlink flink, Path model) throws Exception {
        List<String> arguments =
                List.of(
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--model",
                        model.toString(),
                        "--points",
                        "midpoint,endpoint-0",
                        "--window",
                        "2s",
                        "--out-of-orderness",
                        "5s",
                        "--emit-interval",
                        "200ms",
                        "--checkpoint-interval",
                        "500ms");
        Path savepoints = Files.createDirectory(work.resolve("savepoints"));
        JobID job = flink.submit(arguments, 2);
        awaitUnfinished(broker, 4_000);
        flink.killTaskManager(job);
        awaitUnfinished(broker, 10_000);
        job = flink.rescale(job, arguments, 4, savepoints);
        awaitUnfinished(broker, 18_000);
        flink.killTaskManager(job);
        awaitUnfinished(broker, 26_000);
        job = flink.rescale(job, arguments, 1, savepoints);
        awaitUnfinished(broker, 34_000);
        flink.killTaskManager(job);
        return job;
    }

    private static void awaitUnfinished(EmbeddedBroker broker, long images) {
        assertThat(counted(figuresOf(broker, images))).isBetween(images, ALL - 1);
    }

    private static List<RobustnessMetric> figuresOf(EmbeddedBroker broker, long images) {
        try (MetricsWatch watch = new MetricsWatch(broker.bootstrapServers(), Topics.METRICS)) {
            return watch.await(
                    metrics ->
                            images == ALL
                                    ? metrics.size() == 3 * CONDITIONS * 2
                                            && metrics.stream()
                                                    .allMatch(
                                                            metric ->
                                                                    metric.getSums().getCount()
                                                                            >= CifarImages
                                                                                    .TEST_IMAGES)
                                    : counted(metrics) >= images,
                    PATIENCE);
        }
    }

    private static long counted(List<RobustnessMetric> metrics) {
        return metrics.stream()
                .filter(metric -> metric.getKey().getPointId().equals("midpoint"))
                .filter(metric -> metric.getKey().getLabelKind() == LabelKind.OBSERVED)
                .mapToLong(metric -> metric.getSums().getCount())
                .sum();
    }

    private static void assertSummaries(EmbeddedBroker broker, List<RobustnessMetric> metrics)
            throws Exception {
        AvroWire<RobustnessSummary> wire = AvroWire.of(RobustnessSummary.class);
        List<RobustnessSummary> latest = new ArrayList<>();
        for (byte[] value :
                TopicContents.latest(broker.bootstrapServers(), Topics.SUMMARIES).values()) {
            latest.add(
                    RobustnessSummary.newBuilder(wire.decode(value))
                            .setUpdatedAt(Instant.EPOCH)
                            .build());
        }
        assertThat(latest)
                .containsExactlyInAnyOrderElementsOf(
                        RobustnessSummaries.of(metrics, Instant.EPOCH));
    }

    /**
     * Windows and late images are all images, and nothing is in two windows. On a busy machine a
     * partition may be silent for so long that images of it are late.
     */
    private static void assertWindows(EmbeddedBroker broker, List<RobustnessMetric> metrics)
            throws Exception {
        AvroWire<RobustnessMetric> wire = AvroWire.of(RobustnessMetric.class);
        Map<MetricKey, PointSums> windows = new HashMap<>();
        for (byte[] value :
                TopicContents.latest(broker.bootstrapServers(), Topics.WINDOWS).values()) {
            RobustnessMetric window = wire.decode(value);
            windows.merge(window.getKey(), RobustnessMetrics.pointSums(window), PointSums::plus);
        }
        for (RobustnessMetric metric : metrics) {
            PointSums inWindows = windows.getOrDefault(metric.getKey(), PointSums.EMPTY);
            PointSums all = RobustnessMetrics.pointSums(metric);
            assertThat(inWindows.classification().count() + metric.getLate())
                    .as("%s", metric.getKey())
                    .isEqualTo(all.classification().count());
            if (metric.getLate() == 0) {
                assertThat(inWindows).as("%s", metric.getKey()).isEqualTo(all);
            }
        }
    }

    private Map<MetricKey, PointSums> evaluate(Path data, Path model) throws Exception {
        Path json = work.resolve("offline.json");
        JarProcess.run(
                Jars.TRAINER,
                "evaluate --model %s --points midpoint,endpoint-0 --dataset cifar10 --data %s"
                        + " --corruptions %s --severities %s --label-noise 0.1"
                        + " --label-noise-kind symmetric --run-id %s --json %s",
                model,
                data,
                CORRUPTIONS,
                SEVERITY,
                RUN,
                json);
        try (InputStream stream = Files.newInputStream(json)) {
            return SameFigures.sums(RobustnessMetrics.readJson(stream));
        }
    }

    private static PublishSummary publish(Path data, EmbeddedBroker broker) {
        ConditionGrid grid = ConditionGrid.parse(CORRUPTIONS, SEVERITY, CleanImages.INCLUDED);
        try {
            TestSelection selection =
                    TestSelection.all(grid, 0)
                            .with(new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0.1, 0));
            return new Publisher(
                            PublishConfiguration.builder(broker.bootstrapServers(), RUN, selection)
                                    .build(),
                            Clock.systemUTC())
                    .publish(Datasets.open("cifar10", data, Split.TEST), Progress.NONE);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
