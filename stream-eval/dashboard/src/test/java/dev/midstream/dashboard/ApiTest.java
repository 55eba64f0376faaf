package dev.midstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.midstream.DeadLetter;
import dev.midstream.LabelKind;
import dev.midstream.MeanEstimate;
import dev.midstream.RobustnessMetric;
import dev.midstream.RobustnessSummary;
import dev.midstream.Run;
import dev.midstream.UnansweredImage;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The HTTP interface of one dashboard over records that stay as they are. */
@ExtendWith(SharedBroker.class)
class ApiTest {
    private static final List<String> POINTS = List.of("midpoint", "endpoint-0", "ensemble");

    private static MetricsTopic topic;
    private static Dashboard dashboard;
    private static HttpReader reader;
    private static List<RobustnessMetric> sent;

    @BeforeAll
    static void start(EmbeddedBroker broker) throws Exception {
        topic = MetricsTopic.on(broker).create();
        dashboard = Dashboard.start(topic.configuration());
        reader = new HttpReader(dashboard.address());
        sent = MetricSamples.grid(POINTS, MetricSamples.CORRUPTIONS, LabelKind.TRUE, 100);
        topic.send(sent);
        topic.sendDeadLetters(
                List.of(letter(1, "InvalidImage"), letter(2, "Label"), letter(3, "InvalidImage")));
        Run run = RunSamples.started("run-1", MetricSamples.NOON);
        topic.sendRuns(
                List.of(
                        RunSamples.started("run-0", MetricSamples.NOON.minusSeconds(9)),
                        run,
                        RunSamples.stopped(run)));
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                reader.json("/api/v1/metrics").get("total").asInt() == sent.size()
                                        && reader.json("/api/v1/dead-letters").get("total").asInt()
                                                == 3
                                        && "run-1"
                                                .equals(
                                                        reader.json("/api/v1/runs")
                                                                .at("/items/0/runId")
                                                                .asText())
                                        && !reader.json("/api/v1/runs").at("/items/0/end").isNull()
                                        && reader.json("/api/v1/summary").get("total").asInt()
                                                == POINTS.size());
    }

    @AfterAll
    static void stop() {
        dashboard.close();
        topic.close();
    }

    private static DeadLetter letter(long offset, String fault) {
        return new DeadLetter(
                "midstream.images",
                0,
                offset,
                MetricSamples.NOON,
                "No image.",
                fault,
                null,
                ByteBuffer.wrap("pixels".getBytes(StandardCharsets.UTF_8)),
                new UnansweredImage("run-1", "image-" + offset, "snow", 3, null));
    }

    @Test
    void openApi_paths_areTheRoutes() throws Exception {
        JsonNode document = reader.json("/api/v1/openapi.json");
        assertThat(document.get("openapi").asText()).startsWith("3.1");
        assertThat(document.get("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(dashboard.paths());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/figures",
        "/api/v1/metrics",
        "/api/v1/summary",
        "/api/v1/history",
        "/api/v1/dead-letters",
        "/api/v1/runs",
        "/api/v1/status",
        "/healthz"
    })
    void answer_ofAPath_fitsTheDocument(String path) throws Exception {
        JsonNode document = reader.json("/api/v1/openapi.json");
        JsonNode content =
                document.get("paths")
                        .get(path)
                        .at("/get/responses/200/content/application~1json/schema");
        String name = content.get("$ref").asText().replaceAll(".*/", "");
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(
                                document.toString()
                                        .replaceFirst(
                                                "\\{",
                                                "{\"\\$ref\":\"#/components/schemas/"
                                                        + name
                                                        + "\","));
        assertThat(schema.validate(reader.json(path))).isEmpty();
    }

    @Test
    void openApi_filters_areAccepted() throws Exception {
        JsonNode paths = reader.json("/api/v1/openapi.json").get("paths");
        for (String path : dashboard.paths()) {
            for (JsonNode parameter : paths.get(path).at("/get/parameters")) {
                if (path.endsWith("/stream")) {
                    continue;
                }
                String name = parameter.get("$ref").asText().replaceAll(".*/", "");
                boolean number = name.equals("limit") || name.equals("offset");
                String query = path + "?" + name + "=" + (number ? "1" : "x");
                HttpResponse<String> response = reader.get(query);
                assertThat(response.statusCode()).as(query).isEqualTo(200);
                if (!number) {
                    assertThat(reader.items(query)).as(query).isEmpty();
                }
            }
        }
    }

    @Test
    void runs_latestRecordOfEach_latestStartFirst() throws Exception {
        JsonNode items = reader.items("/api/v1/runs");

        assertThat(items.findValuesAsText("runId")).containsExactly("run-1", "run-0");
        assertThat(items.get(0).at("/end/outcome").asText()).isEqualTo("STOPPED");
        assertThat(items.get(0).at("/end/sent").asLong()).isEqualTo(150);
        assertThat(items.get(1).get("end").isNull()).isTrue();
        assertThat(reader.items("/api/v1/runs?runId=run-0")).hasSize(1);
    }

    @Test
    void metrics_pages_areTheWholeListInOrder() throws Exception {
        StringBuilder paged = new StringBuilder();
        int total = sent.size();
        for (int offset = 0; offset < total; offset += 10) {
            JsonNode page = reader.json("/api/v1/metrics?limit=10&offset=" + offset);
            assertThat(page.get("total").asInt()).isEqualTo(total);
            assertThat(page.get("items")).hasSize(Math.min(10, total - offset));
            page.get("items").forEach(paged::append);
        }
        StringBuilder whole = new StringBuilder();
        reader.items("/api/v1/metrics").forEach(whole::append);
        assertThat(paged.toString()).isEqualTo(whole.toString());
        assertThat(reader.items("/api/v1/metrics?offset=1000000")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /api/v1/metrics?limit=0|Invalid limit. Use a number from 1 to 5000.
                    /api/v1/metrics?limit=5001|Invalid limit. Use a number from 1 to 5000.
                    /api/v1/metrics?offset=-1|Invalid offset. Use a number from 0 to 2147483647.
                    /api/v1/metrics?offset=x|Invalid offset. Use a number from 0 to 2147483647.
                    /api/v1/summary?severity=1|Unknown filter. Use runId, modelId, pointId, dataset, labelKind.
                    /api/v1/dead-letters?reason=x|Unknown filter. Use fault, topic.
                    """)
    void query_wrong_isABadRequest(String path, String message) throws Exception {
        HttpResponse<String> response = reader.get(path);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"error\":\"%s\"}", message);
    }

    @Test
    void summary_figures_areThoseOfTheRecords() throws Exception {
        List<RobustnessSummary> expected = RobustnessSummaries.of(sent, MetricSamples.NOON);
        for (RobustnessSummary summary : expected) {
            JsonNode found =
                    reader.items("/api/v1/summary?pointId=" + summary.getKey().getPointId()).get(0);
            assertThat(found.at("/progress/cells").asInt()).isEqualTo(summary.getCells());
            for (Figure figure : Figure.ALL) {
                JsonNode mean = found.at("/corrupted/figures/" + figure.id());
                MeanEstimate estimate = summary.getCorrupted().get(figure.id());
                assertThat(mean.get("value").asDouble()).isEqualTo(estimate.getValue());
                assertThat(mean.get("low").isNumber()).isEqualTo(figure.hasInterval());
                assertThat(found.at("/corruptions/0/figures/" + figure.id() + "/value").asDouble())
                        .isEqualTo(
                                summary.getCorruptions()
                                        .get(0)
                                        .getEstimates()
                                        .get(figure.id())
                                        .getValue());
            }
            assertThat(found.get("corruptions")).hasSize(4);
            assertThat(found.get("severities")).hasSize(5);
        }
    }

    @Test
    void deadLetters_byFault_areCountedAndFound() throws Exception {
        JsonNode counts = reader.json("/api/v1/status").get("deadLetters");
        assertThat(counts.toString())
                .isEqualTo(
                        "{\"total\":3,\"byFault\":[{\"fault\":\"InvalidImage\",\"count\":2},"
                                + "{\"fault\":\"Label\",\"count\":1}]}");
        JsonNode found = reader.items("/api/v1/dead-letters?fault=InvalidImage");
        assertThat(found).hasSize(2);
        assertThat(found.get(0).at("/origin/offset").asInt()).isEqualTo(3);
        assertThat(found.get(0).at("/value/text").asText()).isEqualTo("pixels");
        assertThat(found.get(0).get("key").isNull()).isTrue();
    }

    @Test
    void history_ofAMetric_endsWithItsState() throws Exception {
        String query = "?pointId=midpoint&corruption=snow&severity=3";
        JsonNode metric = reader.items("/api/v1/metrics" + query).get(0);
        JsonNode moments = reader.items("/api/v1/history" + query).get(0).get("moments");
        JsonNode last = moments.get(moments.size() - 1);
        assertThat(last.get("count")).isEqualTo(metric.at("/images/count"));
        for (Figure figure : Figure.ALL) {
            String path = "/figures/" + figure.id();
            if (figure.hasInterval()) {
                assertThat(last.at(path)).as(path).isEqualTo(metric.at(path));
            } else {
                assertThat(last.at(path).isMissingNode()).as(path).isTrue();
            }
        }
    }

    @Test
    void prometheus_figures_areThoseOfTheRecords() throws Exception {
        HttpResponse<String> response = reader.get("/metrics");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain");
        JsonNode metric =
                reader.items("/api/v1/metrics?pointId=midpoint&corruption=snow&severity=3").get(0);
        String labels =
                "{corruption=\"snow\",dataset=\"fashion-mnist\",label=\"true\",model=\"line-8\","
                        + "point=\"midpoint\",run=\"run-1\",severity=\"3\"} ";
        assertThat(response.body())
                .contains("midstream_images" + labels + metric.at("/images/count").asDouble())
                .contains("midstream_dashboard_metrics " + (double) sent.size())
                .contains("midstream_dashboard_dead_letters_total{fault=\"InvalidImage\"} 2.0");
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void everyFigure_ofTheCatalogue_isInTheApiAndTheExposition(Figure figure) throws Exception {
        String query = "?pointId=midpoint&corruption=snow&severity=3";
        JsonNode estimate =
                reader.items("/api/v1/metrics" + query).get(0).at("/figures/" + figure.id());
        Estimate expected =
                RobustnessMetrics.figures(
                                sent.stream()
                                        .filter(
                                                metric ->
                                                        metric.getKey()
                                                                        .getPointId()
                                                                        .equals("midpoint")
                                                                && metric.getKey()
                                                                        .getCorruption()
                                                                        .equals("snow")
                                                                && metric.getKey().getSeverity()
                                                                        == 3)
                                        .findFirst()
                                        .orElseThrow())
                        .estimate(figure)
                        .orElseThrow();
        assertThat(estimate.get("value").asDouble()).isEqualTo(expected.value());
        assertThat(estimate.get("low").isNull()).isEqualTo(expected.interval().isEmpty());
        String labels =
                "{corruption=\"snow\",dataset=\"fashion-mnist\",label=\"true\",model=\"line-8\","
                        + "point=\"midpoint\",run=\"run-1\",severity=\"3\"} ";
        String exposition = reader.get("/metrics").body();
        assertThat(exposition)
                .contains("# HELP " + figure.gauge() + " " + figure.description())
                .contains(figure.gauge() + labels + expected.value());
        expected.interval()
                .ifPresent(
                        interval ->
                                assertThat(exposition)
                                        .contains(figure.gauge() + "_low" + labels + interval.low())
                                        .contains(
                                                figure.gauge()
                                                        + "_high"
                                                        + labels
                                                        + interval.high()));
    }

    @Test
    void figures_areTheCatalogue() throws Exception {
        JsonNode figures = reader.json("/api/v1/figures");
        assertThat(figures).hasSize(Figure.ALL.size());
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = Figure.ALL.get(i);
            assertThat(figures.get(i).get("name").asText()).isEqualTo(figure.id());
            assertThat(figures.get(i).get("title").asText()).isEqualTo(figure.title());
            assertThat(figures.get(i).get("unit").asText()).isEqualTo(figure.unit().name());
            assertThat(figures.get(i).get("direction").asText())
                    .isEqualTo(figure.direction().name());
            assertThat(figures.get(i).get("hasInterval").asBoolean())
                    .isEqualTo(figure.hasInterval());
        }
    }

    @Test
    void stream_withAFilter_tellsOnlyWhatPasses() throws Exception {
        List<HttpReader.Event> events = reader.events("?pointId=midpoint&severity=0");
        await().atMost(Duration.ofSeconds(30)).until(() -> events.size() > 1);
        assertThat(events.get(1).name()).isEqualTo("snapshot");
        assertThat(events.get(1).data().get("metrics")).hasSize(1);
        assertThat(events.get(1).data().get("summaries")).hasSize(1);
    }

    @Test
    void request_otherThanReading_isRefused() throws Exception {
        HttpResponse<String> response = reader.send("POST", "/api/v1/metrics");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void request_withAVeryLongAddress_isRefused() throws Exception {
        assertThat(reader.get("/api/v1/metrics?runId=" + "x".repeat(40_000)).statusCode())
                .isIn(414, 431);
    }
}
