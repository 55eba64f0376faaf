package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.PairedComparison;
import dev.midstream.RobustnessMetric;
import dev.midstream.TestImage;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.job.fixture.Cluster;
import dev.midstream.job.fixture.Expected;
import dev.midstream.job.fixture.Figures;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.util.ExceptionUtils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the job's README promises about going on from a savepoint with other options. */
final class SavepointIT {
    private static final AvroWire<TestImage> IMAGES = AvroWire.of(TestImage.class);
    private static final AvroWire<RobustnessMetric> METRICS = AvroWire.of(RobustnessMetric.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<TestImage> FIRST = images(0, 60);
    private static final List<TestImage> ALL = images(0, 120);

    @Test
    void restore_withoutTopicsAndMemoryOfBefore_refusedUnlessTheirStateIsGivenUp(
            @TempDir Path directory) throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.publishNew("midstream.labels", List.of());
            JobID job =
                    cluster.submit(
                            model.path(),
                            "--labels-topic",
                            "midstream.labels",
                            "--predictions-topic",
                            "midstream.predictions",
                            "--checkpoint-interval",
                            "200ms");
            cluster.publish(values(FIRST));
            awaitSums(cluster, Expected.sums(model, FIRST));
            String savepoint = cluster.stop(job, directory.resolve("savepoints"));

            JobID refused =
                    cluster.submit(
                            SavepointRestoreSettings.forPath(savepoint, false), model.path());
            cluster.awaitStatus(refused, JobStatus.FAILED);
            assertThat(failure(cluster, refused)).contains("allowNonRestoredState");

            JobID accepted =
                    cluster.submit(
                            SavepointRestoreSettings.forPath(savepoint, true),
                            model.path(),
                            "--remembered-images",
                            "0",
                            "--checkpoint-interval",
                            "200ms");
            cluster.publish(values(ALL.subList(60, 120)));
            awaitSums(cluster, Expected.sums(model, ALL));
            assertThat(cluster.flink().getJobStatus(accepted).get()).isEqualTo(JobStatus.RUNNING);
        }
    }

    @Test
    void restore_withOtherPointsReferenceAndFigures_sumsGoOnAndComparisonsStartOver(
            @TempDir Path directory) throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        Map<MetricKey, ClassificationSums> once = Expected.sums(model, FIRST);
        try (Cluster cluster = Cluster.start(directory)) {
            JobID job =
                    cluster.submit(
                            model.path(),
                            "--remembered-images",
                            "0",
                            "--checkpoint-interval",
                            "200ms");
            cluster.publish(values(FIRST));
            awaitSums(cluster, once);
            PairedComparison before = comparison(cluster, "endpoint-0");
            assertThat(before.getReferencePointId()).isEqualTo("midpoint");
            assertThat(before.getDisagreements()).isPositive();
            String savepoint = cluster.stop(job, directory.resolve("savepoints"));

            cluster.submit(
                    SavepointRestoreSettings.forPath(savepoint, false),
                    model.path(),
                    "--points",
                    "midpoint,endpoint-0",
                    "--reference",
                    TestModel.MODEL_ID + "/endpoint-0",
                    "--ece-bins",
                    "10",
                    "--batch-size",
                    "4",
                    "--emit-interval",
                    "100ms",
                    "--checkpoint-interval",
                    "200ms");
            // Remembering begins now, so that the same images count again, once.
            cluster.publish(values(FIRST));
            cluster.publish(values(FIRST));
            MetricKey clean = key("midpoint");
            ClassificationSums twice = once.get(clean).plus(once.get(clean));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(Figures.latestSums(cluster).get(clean))
                                            .isEqualTo(twice));
            assertThat(Figures.latest(cluster).get(clean).getFigures().getEceBins()).isEqualTo(10);
            assertThat(Figures.latestSums(cluster).get(key("endpoint-1")))
                    .isEqualTo(once.get(key("endpoint-1")));
            // The other way round, and of the second time alone.
            PairedComparison after = comparison(cluster, "midpoint");
            assertThat(after.getReferencePointId()).isEqualTo("endpoint-0");
            assertThat(after.getWins()).isEqualTo(before.getLosses());
            assertThat(after.getLosses()).isEqualTo(before.getWins());
            assertThat(after.getDisagreements()).isEqualTo(before.getDisagreements());
        }
    }

    @Test
    void restore_copiesBeforeAndAfter_countOnce(@TempDir Path directory) throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        try (Cluster cluster = Cluster.start(directory)) {
            JobID job = cluster.submit(model.path(), "--checkpoint-interval", "200ms");
            cluster.publish(values(FIRST));
            cluster.publish(values(FIRST));
            awaitSums(cluster, Expected.sums(model, FIRST));
            String savepoint = cluster.stop(job, directory.resolve("savepoints"));

            cluster.submit(
                    SavepointRestoreSettings.forPath(savepoint, false),
                    model.path(),
                    "--remembered-images",
                    "50000",
                    "--checkpoint-interval",
                    "200ms");
            cluster.publish(values(ALL));
            awaitSums(cluster, Expected.sums(model, ALL));
        }
    }

    @Test
    void restore_silentStream_lastWindowIsReported(@TempDir Path directory) throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        String[] options = {
            "--window", "15s", "--out-of-orderness", "1s", "--checkpoint-interval", "200ms"
        };
        try (Cluster cluster = Cluster.start(directory)) {
            JobID job = cluster.submit(model.path(), options);
            Instant now = Instant.now();
            List<TestImage> present =
                    FIRST.stream()
                            .map(image -> TestImage.newBuilder(image).setPublishedAt(now).build())
                            .toList();
            cluster.publish(values(present));
            awaitSums(cluster, Expected.sums(model, present));
            String savepoint = cluster.stop(job, directory.resolve("savepoints"));
            assertThat(windowSums(cluster)).isEmpty();

            cluster.submit(
                    SavepointRestoreSettings.forPath(savepoint, false), model.path(), options);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(windowSums(cluster))
                                            .isEqualTo(Expected.sums(model, present)));
        }
    }

    @Test
    void restore_otherDeliveryGroupAndNoWindows_sumsGoOn(@TempDir Path directory) throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        try (Cluster cluster = Cluster.start(directory)) {
            JobID job = cluster.submit(model.path(), "--checkpoint-interval", "200ms");
            cluster.publish(values(FIRST));
            awaitSums(cluster, Expected.sums(model, FIRST));
            String savepoint = cluster.stop(job, directory.resolve("savepoints"));

            JobID other =
                    cluster.submit(
                            SavepointRestoreSettings.forPath(savepoint, false),
                            model.path(),
                            "--delivery",
                            "at-least-once",
                            "--group-id",
                            "other",
                            "--checkpoint-interval",
                            "200ms");
            cluster.publish(values(ALL.subList(60, 90)));
            awaitSums(cluster, Expected.sums(model, images(0, 90)));
            String second = cluster.stop(other, directory.resolve("savepoints"));

            JobID refused =
                    cluster.submit(
                            SavepointRestoreSettings.forPath(second, false),
                            model.path(),
                            "--window",
                            "0s");
            cluster.awaitStatus(refused, JobStatus.FAILED);
            assertThat(failure(cluster, refused)).contains("allowNonRestoredState");
            cluster.submit(
                    SavepointRestoreSettings.forPath(second, true),
                    model.path(),
                    "--window",
                    "0s",
                    "--ece-bins",
                    "10",
                    "--checkpoint-interval",
                    "200ms");
            cluster.publish(values(ALL.subList(90, 120)));
            awaitSums(cluster, Expected.sums(model, ALL));
            assertThat(Figures.latest(cluster).get(key("midpoint")).getFigures().getEceBins())
                    .isEqualTo(10);
        }
    }

    private static Map<MetricKey, ClassificationSums> windowSums(Cluster cluster) throws Exception {
        Map<MetricKey, ClassificationSums> sums = new HashMap<>();
        for (var message : cluster.read("midstream.windows")) {
            RobustnessMetric window = METRICS.decode(message.value());
            sums.merge(window.getKey(), RobustnessMetrics.sums(window), ClassificationSums::plus);
        }
        return sums;
    }

    private static PairedComparison comparison(Cluster cluster, String point) {
        return Figures.latest(cluster).get(key(point)).getComparison();
    }

    private static MetricKey key(String point) {
        return new MetricKey(
                "run-1", TestModel.MODEL_ID, point, "noise", "none", 0, LabelKind.OBSERVED);
    }

    private static String failure(Cluster cluster, JobID job) throws Exception {
        Throwable failure =
                cluster.flink()
                        .requestJobResult(job)
                        .get()
                        .getSerializedThrowable()
                        .orElseThrow()
                        .deserializeError(SavepointIT.class.getClassLoader());
        return ExceptionUtils.stringifyException(failure);
    }

    private static void awaitSums(Cluster cluster, Map<MetricKey, ClassificationSums> expected) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Figures.latestSums(cluster)).isEqualTo(expected));
    }

    private static List<TestImage> images(int from, int to) {
        return IntStream.range(from, to).mapToObj(TestImages::of).toList();
    }

    private static List<byte[]> values(List<TestImage> images) {
        return images.stream().map(IMAGES::encode).toList();
    }
}
