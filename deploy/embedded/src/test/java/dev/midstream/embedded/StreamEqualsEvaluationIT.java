package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.cli.kafka.KafkaCluster;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.dashboard.Dashboard;
import dev.midstream.dashboard.DashboardConfiguration;
import dev.midstream.dashboard.KafkaSource;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.plan.Design;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import dev.midstream.publisher.publish.PublishConfiguration;
import dev.midstream.publisher.publish.PublishSummary;
import dev.midstream.publisher.publish.Publisher;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.fixture.RegistryServer;
import dev.midstream.schemas.registry.RegistrySettings;
import dev.midstream.schemas.wire.WireFormat;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream's cumulative figures over a finite topic are those of the offline evaluation. The
 * trainer trains and evaluates in processes of its own; the job runs from its jar. Publisher, job
 * and dashboard share a schema registry.
 */
class StreamEqualsEvaluationIT {
    private static final int IMAGES = 1_000;
    private static final String CORRUPTIONS = "gaussian_noise,defocus_blur,snow,contrast";
    private static final String RUN = "equality";

    @TempDir private static Path trained;

    @TempDir private Path work;

    /**
     * What is evaluated both ways.
     *
     * @param dataset its name
     * @param images how many it has
     * @param jobOptions what the job must be told of it
     * @param design which of the conditions each image is shown under
     */
    private record Images(
            String dataset, Path data, int images, List<String> jobOptions, Design design) {
        private Images(String dataset, Path data, int images, List<String> jobOptions) {
            this(dataset, data, images, jobOptions, Design.EVERY_CONDITION);
        }

        private boolean isShownUnderEveryCondition() {
            return design.equals(Design.EVERY_CONDITION);
        }
    }

    /** A model whose classes are in the opposite order of the data set's. */
    @BeforeAll
    static void train() throws Exception {
        Path data = Files.createDirectory(trained.resolve("data"));
        PatternImages.write(data, 3_000, IMAGES);
        Path reversed = Files.createDirectory(trained.resolve("reversed"));
        OtherClasses.reversed(data, reversed);
        JarProcess.run(
                Jars.TRAINER,
                "train --dataset cifar10 --data %s --out %s --subspace line --network cresnet8-w8"
                        + " --epochs 2 --batch-size 64 --samples 1 --bn-images 640",
                reversed,
                trained.resolve("model"));
    }

    @Test
    void cumulativeFigures_allSeveritiesThroughARegistry_equalTheOfflineOnes() throws Exception {
        assertEqualBothWays(new Images("cifar10", trained.resolve("data"), IMAGES, List.of()))
                .forEach(StreamEqualsEvaluationIT::assertCompared);
    }

    @Test
    void cumulativeFigures_dataSetWithSomeOfTheClasses_equalTheOfflineOnes() throws Exception {
        List<String> some = List.of("ship", "cat", "frog", "airplane");
        Path file = work.resolve("some.npz");
        int images = OtherClasses.some(trained.resolve("data"), some, file);
        Path classes = Files.write(work.resolve("classes.txt"), some);

        Map<MetricKey, PointSums> offline =
                assertEqualBothWays(
                        new Images("npz", file, images, List.of("--classes", classes.toString())));

        // Of four classes, one in four is right by chance, and all are among the five largest.
        assertThat(accuracy(offline)).isGreaterThan(0.35);
        assertThat(offline.values())
                .allMatch(
                        sums ->
                                sums.classification().top5Correct()
                                        == sums.classification().count());
    }

    @Test
    void cumulativeFigures_oneConditionAnImageAndTemperatures_equalTheOfflineOnes()
            throws Exception {
        Path temperatures =
                Files.writeString(
                        work.resolve("temperatures.tsv"),
                        "model\tmidpoint\t1.7\nmodel\tensemble\t0.6\n");
        Images images =
                new Images(
                        "cifar10",
                        trained.resolve("data"),
                        IMAGES,
                        List.of("--temperatures", temperatures.toString()),
                        new Design.OneCondition(0.2));

        Map<MetricKey, PointSums> offline =
                evaluate(
                        images,
                        "--design one-condition --clean-share 0.2 --temperatures " + temperatures);
        Map<MetricKey, PointSums> streamed = stream(images, offline.size());

        // Three points and two ensembles, and two of the five scaled.
        assertThat(offline).hasSize(7 * 21 * 2);
        SameFigures.assertSame(streamed, offline);
        Map<String, Long> shown =
                offline.entrySet().stream()
                        .collect(
                                Collectors.groupingBy(
                                        entry ->
                                                entry.getKey().getPointId()
                                                        + entry.getKey().getLabelKind(),
                                        Collectors.summingLong(
                                                entry ->
                                                        entry.getValue()
                                                                .classification()
                                                                .count())));
        assertThat(shown.values()).hasSize(7 * 2).containsOnly((long) IMAGES);
    }

    private Map<MetricKey, PointSums> assertEqualBothWays(Images images) throws Exception {
        Map<MetricKey, PointSums> offline = evaluate(images, "--design every-condition");
        Map<MetricKey, PointSums> streamed = stream(images, offline.size());

        // Three points and two ensembles, 21 conditions, judged by observed and true labels.
        assertThat(offline).hasSize(5 * 21 * 2);
        SameFigures.assertSame(streamed, offline);
        offline.forEach(
                (key, sums) -> {
                    assertThat(sums.classification().count())
                            .as("%s", key)
                            .isEqualTo(images.images());
                    assertThat(sums.relabelled()).as("%s", key).isEqualTo(images.images() / 5);
                });
        assertThat(accuracy(offline)).as("labels are found by name").isGreaterThan(0.2);
        return offline;
    }

    private static void assertCompared(MetricKey key, PointSums sums) {
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

    private Map<MetricKey, PointSums> evaluate(Images images, String design) throws Exception {
        Path json = work.resolve("offline.json");
        JarProcess.run(
                Jars.TRAINER,
                "evaluate --model %s --points midpoint,endpoint-0,sample-0 --ensemble all"
                        + " --ensemble endpoint-0,sample-0 --dataset %s"
                        + " --data %s --corruptions %s --label-noise 0.2"
                        + " --label-noise-kind symmetric --run-id %s --json %s "
                        + design,
                trained.resolve("model"),
                images.dataset(),
                images.data(),
                CORRUPTIONS,
                RUN,
                json);
        try (InputStream stream = Files.newInputStream(json)) {
            return SameFigures.sums(RobustnessMetrics.readJson(stream));
        }
    }

    private Map<MetricKey, PointSums> stream(Images images, int figures) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("kafka"));
                RegistryServer registry = RegistryServer.start();
                EmbeddedFlink flink = EmbeddedFlink.start(2, work)) {
            WireFormat format = WireFormat.registry(RegistrySettings.of(registry.url()));
            broker.createTopic(Topics.IMAGES, 2, Map.of());
            broker.createTopic(Topics.METRICS, 1, Map.of("cleanup.policy", "compact"));
            broker.createTopic(Topics.DEAD_LETTERS, 1, Map.of());
            List<String> options = new ArrayList<>(images.jobOptions());
            options.addAll(
                    List.of(
                            "--bootstrap-servers",
                            broker.bootstrapServers(),
                            "--schema-registry",
                            registry.url(),
                            "--model",
                            trained.resolve("model").toString(),
                            "--points",
                            "midpoint,endpoint-0,sample-0",
                            "--ensemble",
                            "all",
                            "--ensemble",
                            "endpoint-0,sample-0",
                            "--predictions-topic",
                            Topics.PREDICTIONS,
                            "--window",
                            "2s",
                            "--out-of-orderness",
                            "1s",
                            "--checkpoint-interval",
                            "2s"));
            flink.submit(Jars.JOB, options);
            publish(images, broker, format);
            try (MetricsWatch watch =
                    new MetricsWatch(broker.bootstrapServers(), Topics.METRICS, format)) {
                Map<MetricKey, PointSums> sums =
                        SameFigures.sums(
                                watch.await(
                                        metrics ->
                                                metrics.size() == figures
                                                        && isComplete(metrics, images),
                                        Duration.ofMinutes(2)));
                assertRegistered(broker, registry);
                assertShown(broker, format, figures);
                return sums;
            }
        }
    }

    private static boolean isComplete(Collection<RobustnessMetric> metrics, Images images) {
        if (images.isShownUnderEveryCondition()) {
            return metrics.stream()
                    .allMatch(metric -> metric.getSums().getCount() >= images.images());
        }
        // Seven columns, judged by observed and true labels.
        return metrics.stream().mapToLong(metric -> metric.getSums().getCount()).sum()
                >= 7L * 2 * images.images();
    }

    /** Every topic that holds the registry's format has its schema there, under its own subject. */
    private static void assertRegistered(EmbeddedBroker broker, RegistryServer registry) {
        for (String topic :
                List.of(
                        Topics.IMAGES,
                        Topics.RUNS,
                        Topics.METRICS,
                        Topics.WINDOWS,
                        Topics.SUMMARIES,
                        Topics.PREDICTIONS)) {
            assertThat(registry.versions(topic + "-value")).as(topic).hasSize(1);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    TopicContents.latest(
                                                                    broker.bootstrapServers(),
                                                                    topic)
                                                            .values())
                                            .as(topic)
                                            .isNotEmpty()
                                            .allMatch(value -> value[0] == 0));
        }
    }

    /** The dashboard reads what the job wrote. */
    private static void assertShown(EmbeddedBroker broker, WireFormat format, int figures)
            throws Exception {
        KafkaSource source =
                new KafkaSource(
                        KafkaCluster.of(broker.bootstrapServers()),
                        Topics.METRICS,
                        Topics.SUMMARIES,
                        Topics.DEAD_LETTERS,
                        Topics.RUNS,
                        KafkaSource.Job.ofDefaults(),
                        format);
        DashboardConfiguration configuration =
                DashboardConfiguration.of(broker.bootstrapServers())
                        .withKafka(source)
                        .withAddress("127.0.0.1", 0);
        try (Dashboard dashboard = Dashboard.start(configuration)) {
            HttpRequest request =
                    HttpRequest.newBuilder(dashboard.address().resolve("api/v1/status")).build();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    HttpClient.newHttpClient()
                                                            .send(request, BodyHandlers.ofString())
                                                            .body())
                                            .contains("\"metrics\":" + figures, "\"rejected\":0"));
        }
    }

    private static void publish(Images images, EmbeddedBroker broker, WireFormat format)
            throws Exception {
        ConditionGrid grid = ConditionGrid.parse(CORRUPTIONS, "1-5", CleanImages.INCLUDED);
        TestSelection selection =
                TestSelection.all(grid, 0)
                        .with(new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0.2, 0))
                        .with(images.design());
        PublishSummary summary =
                new Publisher(
                                PublishConfiguration.builder(
                                                broker.bootstrapServers(), RUN, selection)
                                        .format(format)
                                        .build(),
                                Clock.systemUTC())
                        .publish(
                                Datasets.open(images.dataset(), images.data(), Split.TEST),
                                Progress.NONE);
        assertThat(summary.acknowledged())
                .isEqualTo((images.isShownUnderEveryCondition() ? 21L : 1L) * images.images());
    }
}
