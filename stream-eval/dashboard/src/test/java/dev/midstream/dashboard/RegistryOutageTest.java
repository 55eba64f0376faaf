package dev.midstream.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.midstream.RobustnessMetric;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.schemas.registry.RegistrySettings;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that only a schema registry can explain, while it does not answer. */
@ExtendWith(SharedBroker.class)
class RegistryOutageTest {
    private volatile boolean answers;

    @Test
    void health_registryDoesNotAnswer_saysSoAndTriesAgain(EmbeddedBroker broker) throws Exception {
        HttpServer registry =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", this::answer);
        registry.start();
        WireFormat format =
                WireFormat.registry(
                        RegistrySettings.of("http://127.0.0.1:" + registry.getAddress().getPort()));
        try (MetricsTopic topic = MetricsTopic.on(broker).create();
                Dashboard dashboard = Dashboard.start(reading(topic, format))) {
            RobustnessMetric metric = MetricSamples.metric("midpoint", "snow", 1);
            topic.sendRaw(
                    MetricsTopic.keyBytes(metric.getKey()),
                    format.writer(RobustnessMetric.class, "any").encode(metric));
            HttpReader reader = new HttpReader(dashboard.address());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> state(reader).equals("REGISTRY_UNREACHABLE"));
            assertThat(reader.get("/healthz").statusCode()).isEqualTo(503);
            answers = true;
            await().atMost(Duration.ofSeconds(30)).until(() -> state(reader).equals("LIVE"));
            assertThat(reader.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(reader.items("/api/v1/metrics")).hasSize(1);
            assertThat(reader.json("/api/v1/status").get("feed").get("rejected").asInt()).isZero();
        } finally {
            registry.stop(0);
        }
    }

    private static DashboardConfiguration reading(MetricsTopic topic, WireFormat format) {
        DashboardConfiguration configuration = topic.configuration();
        KafkaSource kafka = configuration.kafka();
        return configuration.withKafka(
                new KafkaSource(
                        kafka.cluster(),
                        kafka.metricsTopic(),
                        kafka.summariesTopic(),
                        kafka.deadLettersTopic(),
                        kafka.runsTopic(),
                        kafka.job(),
                        format));
    }

    private static String state(HttpReader reader) throws Exception {
        return reader.json("/healthz").get("state").asText();
    }

    /** Registers whatever comes, and tells the schema only when it {@link #answers}. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean registers = exchange.getRequestMethod().equals("POST");
            if (registers || answers) {
                exchange.getRequestBody().readAllBytes();
                byte[] body =
                        registers
                                ? "{\"id\":7}".getBytes(UTF_8)
                                : new ObjectMapper()
                                        .writeValueAsBytes(
                                                JsonNodeFactory.instance
                                                        .objectNode()
                                                        .put(
                                                                "schema",
                                                                RobustnessMetric.getClassSchema()
                                                                        .toString()));
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }
}
