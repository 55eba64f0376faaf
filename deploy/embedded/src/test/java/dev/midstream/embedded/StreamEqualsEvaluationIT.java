package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.MetricKey;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import dev.midstream.publisher.PublishConfiguration;
import dev.midstream.publisher.PublishProgress;
import dev.midstream.publisher.PublishSummary;
import dev.midstream.publisher.Publisher;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.metric.RobustnessMetrics;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream's cumulative figures over a finite topic are those of the offline evaluation. The
 * trainer trains and evaluates in processes of its own; the job runs from its jar.
 */
class StreamEqualsEvaluationIT {
    private static final int IMAGES = 5_000;
    private static final String CORRUPTIONS = "gaussian_noise,defocus_blur,snow,contrast";
    private static final String RUN = "equality";

    @TempDir private Path work;

    @Test
    void cumulativeFigures_fiveThousandImagesUnderAllConditions_equalTheOfflineOnes()
            throws Exception {
        Path data = Files.createDirectory(work.resolve("data"));
        PatternImages.write(data, 3_000, IMAGES);
        Path model = work.resolve("model");
        train(data, model);

        Map<MetricKey, PointSums> offline = evaluate(data, model);
        Map<MetricKey, PointSums> streamed = stream(data, model, offline.size());

        // Three points and their ensemble, 21 conditions, judged by observed and true labels.
        assertThat(offline).hasSize(4 * 21 * 2);
        SameFigures.assertSame(streamed, offline, IMAGES);
        offline.forEach(StreamEqualsEvaluationIT::assertRelabelledAndCompared);
        assertThat(accuracy(offline)).as("the network has learned").isGreaterThan(0.2);
    }

    private static void assertRelabelledAndCompared(MetricKey key, PointSums sums) {
        assertThat(sums.relabelled()).as("%s", key).isEqualTo(IMAGES / 5);
        assertThat(sums.paired().equals(PairedSums.EMPTY))
                .as("%s", key)
                .isEqualTo(key.getPointId().equals("midpoint"));
    }

    private static double accuracy(Map<MetricKey, PointSums> figures) {
        return figures.values().stream()
                .mapToDouble(
                        sums ->
                                (double) sums.classification().correct()
                                        / sums.classification().count())
                .average()
                .orElse(0);
    }

    private static void train(Path data, Path model) throws Exception {
        JarProcess.run(
                Jars.TRAINER,
                "train --dataset cifar10 --data %s --out %s --subspace line --network cresnet8-w8"
                        + " --epochs 2 --batch 64 --samples 1",
                data,
                model);
    }

    private Map<MetricKey, PointSums> evaluate(Path data, Path model) throws Exception {
        Path json = work.resolve("offline.json");
        JarProcess.run(
                Jars.TRAINER,
                "evaluate --model %s --points midpoint,endpoint-0,sample-0 --dataset cifar10"
                        + " --data %s --corruptions %s --label-noise 0.2"
                        + " --label-noise-kind symmetric --run-id %s --json %s",
                model,
                data,
                CORRUPTIONS,
                RUN,
                json);
        try (InputStream stream = Files.newInputStream(json)) {
            return SameFigures.sums(RobustnessMetrics.readJson(stream));
        }
    }

    private Map<MetricKey, PointSums> stream(Path data, Path model, int figures) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("kafka"));
                EmbeddedFlink flink = EmbeddedFlink.start(2, work)) {
            broker.createTopic(Topics.IMAGES, 2, Map.of());
            broker.createTopic(Topics.METRICS, 1, Map.of("cleanup.policy", "compact"));
            broker.createTopic(Topics.DEAD_LETTERS, 1, Map.of());
            flink.submit(
                    Jars.JOB,
                    List.of(
                            "--bootstrap-servers",
                            broker.bootstrapServers(),
                            "--model",
                            model.toString(),
                            "--points",
                            "midpoint,endpoint-0,sample-0",
                            "--checkpoint-interval",
                            "2s"));
            publish(data, broker);
            try (MetricsWatch watch = new MetricsWatch(broker.bootstrapServers(), Topics.METRICS)) {
                return SameFigures.sums(
                        watch.await(
                                metrics ->
                                        metrics.size() == figures
                                                && metrics.stream()
                                                        .allMatch(
                                                                metric ->
                                                                        metric.getSums().getCount()
                                                                                >= IMAGES),
                                Duration.ofMinutes(2)));
            }
        }
    }

    private static void publish(Path data, EmbeddedBroker broker) throws Exception {
        ConditionGrid grid = ConditionGrid.parse(CORRUPTIONS, "1-5", CleanImages.INCLUDED);
        PublishSummary summary =
                new Publisher(
                                PublishConfiguration.builder(
                                                broker.bootstrapServers(),
                                                RUN,
                                                TestSelection.all(grid, 0)
                                                        .with(
                                                                new LabelNoise(
                                                                        LabelNoise.Kind.SYMMETRIC,
                                                                        0.2,
                                                                        0)))
                                        .build(),
                                Clock.systemUTC())
                        .publish(Datasets.open("cifar10", data, Split.TEST), PublishProgress.NONE);
        assertThat(summary.acknowledged()).isEqualTo(21L * IMAGES);
    }
}
