package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.images.reference.ReferenceData;
import dev.midstream.metrics.PointSums;
import dev.midstream.publisher.publish.PublishConfiguration;
import dev.midstream.publisher.publish.Publisher;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Networks of PyTorch are adopted, answer as they do there, and are evaluated and streamed with the
 * same figures. Needs the system's python3 with PyTorch, torchvision and onnx: without them the
 * tests are skipped; with CI=true, or with MIDSTREAM_TORCH=required, they fail. The small network
 * is trained on CIFAR-10 where the reference data have it.
 */
class TorchNetworksIT {
    private static final int IMAGES = 24;
    private static final int CLASSES = 10;
    private static final double TOLERANCE = 1e-4;
    private static final String CORRUPTION = "contrast";
    private static final int CONDITIONS = 6;

    /** The networks that are shown the same images. */
    private static final List<String> LARGE =
            List.of("resnet18", "mobilenet_v2", "efficientnet_b0", "vision_transformer");

    private static final List<String> SMALL = List.of("small_cifar");
    private static final List<String> NETWORKS = concat(LARGE, SMALL);

    @TempDir private static Path networks;
    private static String exported = "";

    @TempDir private Path work;

    @BeforeAll
    static void exportAndAdopt() throws Exception {
        SystemPython.requireTorch();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                SystemPython.PROGRAM,
                                "-B",
                                "-W",
                                "ignore",
                                "src/test/python/torch_networks.py",
                                networks.toString()));
        ReferenceData.find("data/cifar10-jpeg.tar.xz").map(Path::toString).ifPresent(command::add);
        exported = SystemPython.run(command.toArray(new String[0])).orElseThrow();
        for (String name : NETWORKS) {
            JarProcess.run(
                    Jars.TRAINER,
                    "adopt --model %s --out %s --dataset test --preset %s",
                    networks.resolve(name + ".onnx"),
                    model(name),
                    SMALL.contains(name) ? "cifar10" : "imagenet");
        }
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void adopted_networkOfPyTorch_answersAsThere(String name) throws Exception {
        double largest = compare(scored(name), logits(name));

        System.out.printf(
                "%s; largest difference %.1e%n",
                exported.lines().filter(line -> line.startsWith(name)).findFirst().orElseThrow(),
                largest);
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void evaluated_networkOfPyTorch_predictsAsThere(String name) throws Exception {
        float[] expected = logits(name);
        Path csv = work.resolve("predictions.csv");

        JarProcess.run(
                Jars.TRAINER,
                "evaluate --model %s --dataset npz --data %s --corruptions none --order listed"
                        + " --predictions %s",
                model(name),
                images(name),
                csv);

        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(1 + IMAGES);
        int predicted = List.of(lines.get(0).split(",", -1)).indexOf("predicted");
        for (int image = 0; image < IMAGES; image++) {
            if (margin(expected, image) > TOLERANCE) {
                assertThat(lines.get(1 + image).split(",", -1)[predicted])
                        .isEqualTo(Integer.toString(best(expected, image)));
            }
        }
    }

    @Test
    void streamed_allNetworksInOneJob_sameFiguresAsEvaluated() throws Exception {
        Map<MetricKey, PointSums> evaluated = new LinkedHashMap<>(evaluate(LARGE, "large"));
        evaluated.putAll(evaluate(SMALL, "small"));
        assertThat(evaluated).hasSize(NETWORKS.size() * CONDITIONS);

        SameFigures.assertSame(stream(evaluated.size()), evaluated);
    }

    private Map<MetricKey, PointSums> evaluate(List<String> names, String run) throws Exception {
        Path json = work.resolve(run + ".json");
        JarProcess.run(
                Jars.TRAINER,
                "evaluate %s --dataset npz --data %s --corruptions %s --run-id %s --json %s",
                String.join(" ", names.stream().map(name -> "--model " + model(name)).toList()),
                images(names.get(0)),
                CORRUPTION,
                run,
                json);
        try (InputStream stream = Files.newInputStream(json)) {
            return SameFigures.sums(RobustnessMetrics.readJson(stream));
        }
    }

    private Map<MetricKey, PointSums> stream(int figures) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("kafka"));
                EmbeddedFlink flink = EmbeddedFlink.start(2, work)) {
            broker.createTopic(Topics.IMAGES, 2, Map.of());
            broker.createTopic(Topics.METRICS, 1, Map.of("cleanup.policy", "compact"));
            List<String> options =
                    new ArrayList<>(
                            List.of(
                                    "--bootstrap-servers",
                                    broker.bootstrapServers(),
                                    "--checkpoint-interval",
                                    "1s"));
            NETWORKS.forEach(name -> options.addAll(List.of("--model", model(name).toString())));
            flink.submit(Jars.JOB, options);
            publish(broker, LARGE, "large");
            publish(broker, SMALL, "small");
            try (MetricsWatch watch = new MetricsWatch(broker.bootstrapServers(), Topics.METRICS)) {
                return SameFigures.sums(
                        watch.await(
                                metrics -> isComplete(metrics, figures), Duration.ofMinutes(2)));
            }
        }
    }

    private static boolean isComplete(Collection<RobustnessMetric> metrics, int figures) {
        return metrics.size() == figures
                && metrics.stream().allMatch(metric -> metric.getSums().getCount() >= IMAGES);
    }

    private static void publish(EmbeddedBroker broker, List<String> names, String run)
            throws Exception {
        ConditionGrid grid = ConditionGrid.parse(CORRUPTION, "1-5", CleanImages.INCLUDED);
        new Publisher(
                        PublishConfiguration.builder(
                                        broker.bootstrapServers(), run, TestSelection.all(grid, 0))
                                .format(WireFormat.singleObject())
                                .build(),
                        Clock.systemUTC())
                .publish(Datasets.open("npz", images(names.get(0)), Split.TEST), Progress.NONE);
    }

    private static Path model(String name) {
        return networks.resolve(name + "-model");
    }

    private static Path images(String name) {
        return networks.resolve(name + ".npz");
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** Returns the largest difference, relative to the largest logit of the image. */
    private static double compare(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = 0;
        for (int image = 0; image < IMAGES; image++) {
            double scale = 0;
            for (int i = image * CLASSES; i < (image + 1) * CLASSES; i++) {
                scale = Math.max(scale, Math.abs(expected[i]));
            }
            for (int i = image * CLASSES; i < (image + 1) * CLASSES; i++) {
                double difference = Math.abs(actual[i] - expected[i]) / scale;
                assertThat(difference).as("image %d", image).isLessThan(TOLERANCE);
                largest = Math.max(largest, difference);
            }
            if (margin(expected, image) > 2 * TOLERANCE * scale) {
                assertThat(best(actual, image)).isEqualTo(best(expected, image));
            }
        }
        return largest;
    }

    private float[] scored(String name) throws Exception {
        Path scores = work.resolve("scores");
        JarProcess.run(Jars.TRAINER, EngineScores.class, model(name), images(name), scores);
        return floats(scores);
    }

    private static int best(float[] logits, int image) {
        int best = 0;
        for (int k = 1; k < CLASSES; k++) {
            if (logits[image * CLASSES + k] > logits[image * CLASSES + best]) {
                best = k;
            }
        }
        return best;
    }

    /** By how much the best class is ahead of the second best. */
    private static double margin(float[] logits, int image) {
        int best = best(logits, image);
        double second = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < CLASSES; k++) {
            second = k == best ? second : Math.max(second, logits[image * CLASSES + k]);
        }
        return logits[image * CLASSES + best] - second;
    }

    private static float[] logits(String name) throws IOException {
        return floats(networks.resolve(name + ".logits"));
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[IMAGES * CLASSES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
