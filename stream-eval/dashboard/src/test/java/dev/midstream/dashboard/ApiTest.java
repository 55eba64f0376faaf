package dev.midstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.midstream.DeadLetter;
import dev.midstream.LabelKind;
import dev.midstream.RobustnessMetric;
import dev.midstream.RobustnessSummary;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.evaluation.summary.RobustnessSummaries;
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
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                reader.json("/api/v1/metrics").get("total").asInt() == sent.size()
                                        && reader.json("/api/v1/dead-letters").get("total").asInt()
                                                == 3);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
        topic.close();
    }

    private static DeadLetter letter(long offset, String errorClass) {
        return new DeadLetter(
                "midstream.images",
                0,
                offset,
                MetricSamples.NOON,
                "No image.",
                errorClass,
                null,
                ByteBuffer.wrap("pixels".getBytes(StandardCharsets.UTF_8)));
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
        "/api/v1/metrics",
        "/api/v1/summary",
        "/api/v1/history",
        "/api/v1/dead-letters",
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
                    /api/v1/dead-letters?reason=x|Unknown filter. Use errorClass, topic.
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
            assertThat(found.get("cells").asInt()).isEqualTo(summary.getCells());
            assertThat(found.get("meanCorruptedAccuracy").asDouble())
                    .isCloseTo(summary.getMeanCorruptedAccuracy(), within(1e-12));
            assertThat(found.get("meanCorruptedEce").asDouble())
                    .isCloseTo(summary.getMeanCorruptedEce(), within(1e-12));
            assertThat(found.get("corruptions")).hasSize(4);
            assertThat(found.get("severities")).hasSize(5);
        }
    }

    @Test
    void deadLetters_byKind_areCountedAndFound() throws Exception {
        JsonNode counts = reader.json("/api/v1/status").get("deadLetters");
        assertThat(counts.toString())
                .isEqualTo(
                        "{\"total\":3,\"byKind\":[{\"errorClass\":\"InvalidImage\",\"count\":2},"
                                + "{\"errorClass\":\"Label\",\"count\":1}]}");
        JsonNode found = reader.items("/api/v1/dead-letters?errorClass=InvalidImage");
        assertThat(found).hasSize(2);
        assertThat(found.get(0).get("offset").asInt()).isEqualTo(3);
        assertThat(found.get(0).get("value").asText()).isEqualTo("pixels");
        assertThat(found.get(0).get("key").isNull()).isTrue();
    }

    @Test
    void history_ofAMetric_endsWithItsState() throws Exception {
        String query = "?pointId=midpoint&corruption=snow&severity=3";
        JsonNode metric = reader.items("/api/v1/metrics" + query).get(0);
        JsonNode moments = reader.items("/api/v1/history" + query).get(0).get("moments");
        JsonNode last = moments.get(moments.size() - 1);
        for (String field :
                List.of(
                        "count",
                        "accuracy",
                        "accuracyLow",
                        "accuracyHigh",
                        "ece",
                        "eceLow",
                        "eceHigh")) {
            assertThat(last.get(field)).as(field).isEqualTo(metric.get(field));
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
                "{corruption=\"snow\",dataset=\"fashion-mnist\",labels=\"TRUE\",model=\"line-8\","
                        + "point=\"midpoint\",run=\"run-1\",severity=\"3\"} ";
        assertThat(response.body())
                .contains("midstream_accuracy" + labels + metric.get("accuracy").asDouble())
                .contains("midstream_ece" + labels + metric.get("ece").asDouble())
                .contains("midstream_ece_low" + labels + metric.get("eceLow").asDouble())
                .contains("midstream_ece_high" + labels + metric.get("eceHigh").asDouble())
                .contains("midstream_dashboard_metrics " + (double) sent.size())
                .contains(
                        "midstream_dashboard_dead_letters_total{error_class=\"InvalidImage\"} 2.0");
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
