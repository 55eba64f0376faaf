package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.publish.PublishConfiguration;
import dev.midstream.publisher.publish.Publisher;
import dev.midstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A finding of {@code reproduce} whose numbers come through the stream: publisher, Kafka, the job
 * in Flink, its metrics. They are put into the records instead of those of the offline evaluation,
 * and tables and pictures that are drawn from them are the same to the byte.
 */
class FindingThroughTheStreamIT {
    private static final int IMAGES = 300;

    /** Points with clean images and five severities, of which the plan asks for some. */
    private static final int FIGURES = (1 + 3) * 6;

    private static final String PLAN =
            """
            name: streamed
            title: A finding through the stream
            dataset: cifar10
            train: {network: cresnet8-w8, epochs: 1, batch-size: 32, schedule: step, bn-images: 320, precision: float32, device: cpu}
            evaluate:
              clean: {points: all, ensemble: none, corruptions: none}
              snow: {points: midpoint, ensemble: none, corruptions: snow, severities: 1-5}
            seeds: [0]
            methods:
              - {name: standard, label: standard training, train: {subspace: point}}
              - {name: line, label: line, train: {subspace: line, samples: 0}}
            findings:
              - {name: clean, title: Clean images, kind: methods, figure: accuracy, entries: [standard, line]}
              - {name: calibration, title: Calibration, kind: methods, figure: ece, entries: [standard, line]}
              - {name: snow, title: Under snow, kind: severities, cell: snow, entries: [standard, line]}
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path work;

    @Test
    void finding_numbersOfTheStream_sameTablesAndPictures() throws Exception {
        Path data = Files.createDirectory(work.resolve("data"));
        PatternImages.write(data, 1_000, IMAGES);
        Path plan = Files.writeString(work.resolve("plan.yaml"), PLAN);
        Path offline = work.resolve("offline");
        Path models = work.resolve("models");
        JarProcess.run(
                Jars.TRAINER,
                "reproduce --plan %s --data %s --models %s --out %s",
                plan,
                data,
                models,
                offline);

        Path streamed = work.resolve("streamed");
        Files.createDirectories(streamed.resolve("runs"));
        List<RobustnessMetric> metrics =
                stream(
                        data,
                        List.of(models.resolve("standard_seed-0"), models.resolve("line_seed-0")));
        for (String run : List.of("standard_seed-0", "line_seed-0")) {
            JsonNode record = JSON.readTree(offline.resolve("runs/" + run + ".json").toFile());
            replace(record, run, metrics);
            JSON.writeValue(streamed.resolve("runs/" + run + ".json").toFile(), record);
        }
        JarProcess.run(Jars.TRAINER, "reproduce --plan %s --from-records --out %s", plan, streamed);

        Map<String, String> expected = results(offline);
        assertThat(expected)
                .containsKeys("results.json", "results.csv", "results.md", "snow.png", "snow.svg");
        assertThat(results(streamed)).isEqualTo(expected);
    }

    /** Puts the stream's counts and figures of a run's cells into its record. */
    private static void replace(JsonNode record, String run, List<RobustnessMetric> metrics) {
        Map<String, RobustnessMetric> cells =
                metrics.stream()
                        .filter(metric -> metric.getKey().getModelId().equals(run))
                        .collect(
                                Collectors.toMap(
                                        metric -> cell(metric.getKey()), Function.identity()));
        for (JsonNode column : record.get("columns")) {
            assertThat(column.get("cells")).isNotEmpty();
            for (JsonNode cell : column.get("cells")) {
                RobustnessMetric metric =
                        cells.get(
                                "%s %s %d"
                                        .formatted(
                                                column.get("name").asText(),
                                                cell.get("corruption").asText(),
                                                cell.path("severity").asInt()));
                assertThat(metric).as("%s %s %s", run, column.get("name"), cell).isNotNull();
                ((ObjectNode) cell)
                        .put("images", metric.getSums().getCount())
                        .put("correct", metric.getSums().getCorrect());
                cell.get("figures")
                        .fields()
                        .forEachRemaining(
                                figure ->
                                        figure.setValue(
                                                figure(
                                                        figure.getValue(),
                                                        metric,
                                                        figure.getKey())));
            }
        }
    }

    private static JsonNode figure(JsonNode recorded, RobustnessMetric metric, String name) {
        var estimate = metric.getFigures().getEstimates().get(name);
        ObjectNode figure = JSON.createObjectNode().put("value", rounded(estimate.getValue()));
        if (recorded.has("interval")) {
            figure.putArray("interval")
                    .add(rounded(estimate.getLow()))
                    .add(rounded(estimate.getHigh()));
        }
        return figure;
    }

    /** As records have it. */
    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    private static String cell(MetricKey key) {
        return "%s %s %d".formatted(key.getPointId(), key.getCorruption(), key.getSeverity());
    }

    private List<RobustnessMetric> stream(Path data, List<Path> models) throws Exception {
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
                            models.get(0).toString(),
                            "--model",
                            models.get(1).toString(),
                            "--ensemble",
                            "none",
                            "--checkpoint-interval",
                            "2s"));
            ConditionGrid grid = ConditionGrid.parse("snow", "1-5", CleanImages.INCLUDED);
            new Publisher(
                            PublishConfiguration.builder(
                                            broker.bootstrapServers(),
                                            "finding",
                                            TestSelection.all(grid, 0))
                                    .build(),
                            Clock.systemUTC())
                    .publish(Datasets.open("cifar10", data, Split.TEST), Progress.NONE);
            try (MetricsWatch watch = new MetricsWatch(broker.bootstrapServers(), Topics.METRICS)) {
                return watch.await(
                        metrics ->
                                metrics.size() == FIGURES
                                        && metrics.stream()
                                                .allMatch(m -> m.getSums().getCount() >= IMAGES),
                        Duration.ofMinutes(2));
            }
        }
    }

    /** All files of results, by name; records aside. */
    private static Map<String, String> results(Path out) throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.filter(Files::isRegularFile)
                    .collect(
                            Collectors.toMap(
                                    file -> file.getFileName().toString(),
                                    FindingThroughTheStreamIT::content,
                                    (one, other) -> one,
                                    TreeMap::new));
        }
    }

    private static String content(Path file) {
        try {
            return java.util.HexFormat.of().formatHex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
