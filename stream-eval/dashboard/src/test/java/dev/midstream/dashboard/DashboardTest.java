package dev.midstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.dashboard.HttpReader.Event;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class DashboardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private MetricsTopic topic;
    private Dashboard dashboard;
    private HttpReader reader;

    @BeforeEach
    void start(EmbeddedBroker broker) throws Exception {
        topic = MetricsTopic.on(broker);
        dashboard = Dashboard.start(topic.configuration());
        reader = new HttpReader(dashboard.address());
    }

    @AfterEach
    void stop() {
        dashboard.close();
        topic.close();
    }

    @Test
    void status_modelsOfTheJob_whatItDoesWithThem() throws Exception {
        topic.create()
                .sendModels(
                        List.of(
                                ModelSamples.running("line"),
                                ModelSamples.refused("curve"),
                                ModelSamples.taken("twin")));
        await().atMost(PATIENCE)
                .until(() -> reader.json("/api/v1/status").at("/job/models").size() == 3);

        JsonNode models = reader.json("/api/v1/status").at("/job/models");
        assertThat(models.at("/0/state").asText()).isEqualTo("REFUSED");
        assertThat(models.at("/0/failures/0/host").asText()).isEqualTo("tm-2");
        assertThat(models.at("/0/failures/0/reason").asText()).isEqualTo("No space left on device");
        assertThat(models.at("/1/modelId").asText()).isEqualTo("line");
        assertThat(models.at("/1/loaded/hosts/1").asText()).isEqualTo("tm-2");
        assertThat(models.at("/2/reason").asText())
                .isEqualTo("It is running already, from /models/line.");
    }

    @Test
    void status_note_isWhatTheDashboardWasStartedWith() throws Exception {
        assertThat(reader.json("/api/v1/status").get("note").isNull()).isTrue();
        try (Dashboard noted = Dashboard.start(topic.configuration().withNote("Staging"))) {
            assertThat(new HttpReader(noted.address()).json("/api/v1/status").get("note").asText())
                    .isEqualTo("Staging");
        }
    }

    @Test
    void metrics_ofTheTopic_areThoseOfTheRecords() throws Exception {
        List<RobustnessMetric> sent =
                MetricSamples.grid(
                        List.of("midpoint", "endpoint-0"),
                        MetricSamples.CORRUPTIONS,
                        LabelKind.TRUE,
                        100);
        topic.create().send(sent);
        awaitCount(sent.size());
        for (RobustnessMetric metric : sent) {
            MetricKey key = metric.getKey();
            JsonNode found =
                    reader.items(
                            "/api/v1/metrics?pointId=%s&corruption=%s&severity=%d"
                                    .formatted(
                                            key.getPointId(),
                                            key.getCorruption(),
                                            key.getSeverity()));
            assertThat(found).hasSize(1);
            JsonNode json = found.get(0);
            assertThat(json.at("/images/count").asLong()).isEqualTo(metric.getSums().getCount());
            assertThat(json.at("/figures/accuracy/value").asDouble())
                    .isEqualTo(metric.getFigures().getEstimates().get("accuracy").getValue());
            assertThat(json.at("/figures/ece/value").asDouble())
                    .isCloseTo(
                            metric.getFigures().getEstimates().get("ece").getValue(),
                            within(1e-12));
        }
        JsonNode health = reader.json("/healthz");
        assertThat(health.get("metrics").asInt()).isEqualTo(sent.size());
        assertThat(health.get("state").asText()).isEqualTo("LIVE");
    }

    @Test
    void metrics_unknownFilter_isABadRequest() throws Exception {
        HttpResponse<String> response = reader.get("/api/v1/metrics?point=midpoint");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":\"Unknown filter. Use runId, modelId, pointId, dataset,"
                                + " corruption, severity, labelKind.\"}");
    }

    @Test
    void metrics_topicNotThereYet_isAnEmptyListUntilItIs() throws Exception {
        assertThat(reader.get("/api/v1/metrics").body())
                .isEqualTo("{\"total\":0,\"offset\":0,\"limit\":1000,\"items\":[]}");
        assertThat(reader.json("/healthz").get("state").asText()).isEqualTo("WAITING_FOR_TOPIC");
        topic.create().send(List.of(MetricSamples.metric("midpoint", "snow", 1)));
        awaitCount(1);
    }

    @Test
    void metrics_afterATombstone_lackItsKey() throws Exception {
        RobustnessMetric metric = MetricSamples.metric("midpoint", "snow", 1);
        topic.create().send(List.of(metric, MetricSamples.metric("midpoint", "snow", 2)));
        awaitCount(2);
        topic.sendRaw(MetricsTopic.keyBytes(metric.getKey()), null);
        awaitCount(1);
        assertThat(reader.items("/api/v1/metrics").get(0).at("/key/severity").asInt()).isEqualTo(2);
    }

    @Test
    void metrics_amongRecordsThatCannotBeUsed_areShown() throws Exception {
        topic.create();
        topic.sendRaw(new byte[] {1}, "not Avro at all".getBytes(StandardCharsets.UTF_8));
        topic.sendRaw(new byte[] {2}, new byte[0]);
        RobustnessMetric impossible = MetricSamples.metric("midpoint", "snow", 3);
        impossible.getKey().put("severity", 9);
        topic.send(List.of(impossible, MetricSamples.metric("midpoint", "snow", 1)));
        awaitCount(1);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                reader.json("/api/v1/status")
                                                        .get("feed")
                                                        .get("rejected")
                                                        .asInt())
                                        .isEqualTo(3));
    }

    @Test
    void stream_afterTheSnapshot_tellsChanges() throws Exception {
        topic.create().send(List.of(MetricSamples.metric("midpoint", "snow", 1)));
        awaitCount(1);
        awaitSummaries(1);
        List<Event> events = reader.events();
        await().atMost(PATIENCE).until(() -> events.size() > 1);
        assertThat(events.get(0).name()).isEqualTo("status");
        assertThat(events.get(1).name()).isEqualTo("snapshot");
        assertThat(events.get(1).data().get("metrics")).hasSize(1);
        assertThat(events.get(1).data().get("summaries")).hasSize(1);
        Instant later = MetricSamples.NOON.plusSeconds(1);
        topic.send(
                List.of(
                        MetricSamples.metric(
                                MetricSamples.key("midpoint", "snow", 2),
                                MetricSamples.sums(50, 0.5, 0.7, 1),
                                later)));
        await().atMost(PATIENCE)
                .until(() -> events.stream().anyMatch(event -> event.name().equals("update")));
        Event update =
                events.stream().filter(event -> event.name().equals("update")).findFirst().get();
        // A snapshot may be ahead of the tick that it came between: that tick's update says some of
        // it again.
        JsonNode changed = withSeverity(update.data().get("metrics"), 2);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                events.stream()
                                        .anyMatch(
                                                event ->
                                                        event.data()
                                                                        .at(
                                                                                "/summaries/0/progress/cells")
                                                                        .asInt()
                                                                == 2));
        assertThat(changed.get("updatedAt").asText()).isEqualTo(later.toString());
    }

    @Test
    void stream_runRecordAfterTheSnapshot_tellsTheWholeSet() throws Exception {
        RobustnessMetric clean =
                MetricSamples.metric(
                        MetricSamples.key("midpoint", "none", 0),
                        MetricSamples.sums(60, 0.5, 0.7, 1),
                        MetricSamples.NOON);
        topic.create().send(List.of(clean));
        awaitCount(1);
        awaitSummaries(1);
        List<Event> events = reader.events();
        await().atMost(PATIENCE)
                .until(() -> events.stream().anyMatch(event -> event.name().equals("snapshot")));
        assertThat(events).noneMatch(DashboardTest::tellsTheWholeSet);

        topic.sendRuns(List.of(RunSamples.started(clean.getKey().getRunId(), MetricSamples.NOON)));

        await().atMost(PATIENCE)
                .until(
                        () ->
                                events.stream()
                                        .filter(event -> event.name().equals("update"))
                                        .anyMatch(DashboardTest::tellsTheWholeSet));
        List<Event> later = reader.events();
        await().atMost(PATIENCE)
                .until(() -> later.stream().anyMatch(event -> event.name().equals("snapshot")));
        assertThat(later)
                .filteredOn(event -> event.name().equals("snapshot"))
                .allMatch(DashboardTest::tellsTheWholeSet);
    }

    private static boolean tellsTheWholeSet(Event event) {
        return event.data().at("/summaries/0/clean/wholeSet").isObject();
    }

    private static JsonNode withSeverity(JsonNode metrics, int severity) {
        for (JsonNode metric : metrics) {
            if (metric.at("/key/severity").asInt() == severity) {
                return metric;
            }
        }
        throw new AssertionError("No metric of severity " + severity + ": " + metrics);
    }

    @Test
    void stream_manyChangesOfOneKey_areGathered() throws Exception {
        topic.create();
        List<Event> events = reader.events();
        await().atMost(PATIENCE).until(() -> !events.isEmpty());
        for (int count = 1; count <= 300; count++) {
            topic.send(
                    List.of(
                            MetricSamples.metric(
                                    MetricSamples.key("midpoint", "snow", 2),
                                    MetricSamples.sums(count, 0.5, 0.7, 1),
                                    MetricSamples.NOON)));
        }
        await().atMost(PATIENCE)
                .until(
                        () ->
                                events.stream()
                                        .filter(event -> event.name().equals("update"))
                                        .anyMatch(
                                                event ->
                                                        event.data()
                                                                        .at(
                                                                                "/metrics/0/images/count")
                                                                        .asInt()
                                                                == 300));
        assertThat(events).filteredOn(event -> event.name().equals("update")).hasSizeLessThan(60);
    }

    @Test
    void stream_requestedByOtherThanAnEventSource_saysWhatToSend() throws Exception {
        HttpResponse<String> response = reader.get("/api/v1/stream");
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(response.body()).contains("Accept: text/event-stream");
    }

    @Test
    void page_andItsParts_forbidForeignCode() throws Exception {
        for (String path : List.of("/", "/js/main.js", "/css/page.css", "/api/v1/metrics")) {
            HttpResponse<String> response = reader.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
        assertThat(reader.get("/").body()).doesNotContain("<script>").doesNotContain("onclick");
        assertThat(reader.get("/vendor/echarts/echarts.min.js").statusCode()).isEqualTo(200);
    }

    @Test
    void page_unknownOrOutside_isNotFound() throws Exception {
        assertThat(reader.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(reader.get("/../DashboardCommand.class").statusCode()).isIn(400, 404);
    }

    @Test
    void dashboard_startedAnew_hasTheSameFigures() throws Exception {
        List<RobustnessMetric> grid =
                MetricSamples.grid(
                        List.of("midpoint", "endpoint-0"),
                        MetricSamples.CORRUPTIONS,
                        LabelKind.TRUE,
                        50);
        topic.create().send(grid);
        awaitCount(grid.size());
        awaitSummaries(2);
        String before = reader.get("/api/v1/metrics").body();
        String summaries = reader.get("/api/v1/summary").body();
        dashboard.close();
        dashboard = Dashboard.start(topic.configuration());
        reader = new HttpReader(dashboard.address());
        awaitCount(grid.size());
        awaitSummaries(2);
        assertThat(reader.get("/api/v1/metrics").body()).isEqualTo(before);
        assertThat(reader.get("/api/v1/summary").body()).isEqualTo(summaries);
    }

    @Test
    void health_brokerGone_saysSo(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                MetricsTopic mortal = MetricsTopic.on(broker).create();
                Dashboard left = Dashboard.start(mortal.configuration())) {
            reader = new HttpReader(left.address());
            mortal.send(List.of(MetricSamples.metric("midpoint", "snow", 1)));
            awaitCount(1);
            broker.close();
            await().atMost(PATIENCE).until(() -> reader.get("/healthz").statusCode() == 503);
            assertThat(reader.json("/healthz").get("state").asText()).isEqualTo("UNREACHABLE");
            assertThat(reader.items("/api/v1/metrics")).hasSize(1);
        }
    }

    private void awaitSummaries(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reader.items("/api/v1/summary")).hasSize(count));
    }

    private void awaitCount(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reader.items("/api/v1/metrics")).hasSize(count));
    }
}
