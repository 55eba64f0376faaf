package dev.midstream.embedded;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import dev.midstream.ImageEncoding;
import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.TestImage;
import dev.midstream.dashboard.HttpReader;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.dashboard.MetricsTopic;
import dev.midstream.dashboard.browser.BrowserPage;
import dev.midstream.dashboard.browser.HostileNames;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.wire.AvroWire;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Images that the demo's job scores, whose run, data set, image and corruptions have hostile names;
 * figures of a model and points with such names, as another job would write them; and a record that
 * no job can use.
 */
final class HostileRun {
    private static final List<String> NAMES = HostileNames.ALL;
    private static final String RUN = NAMES.get(0);
    private static final String DATASET = NAMES.get(1);
    private static final String MODEL = NAMES.get(3);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int IMAGE_BYTES = 32 * 32 * 3;

    /** What the demo's job makes of an image: a metric of each point and of their ensemble. */
    private static final int SCORED_POINTS = 5;

    private static final int EVERY_SUMMARY = SCORED_POINTS * NAMES.size();

    private HostileRun() {}

    /** Sends all of it, and returns when the dashboard knows what came of it. */
    static void publish(HttpReader reader) throws Exception {
        String bootstrap =
                reader.json("/api/v1/status").get("feed").get("bootstrapServers").asText();
        AvroWire<TestImage> images = AvroWire.of(TestImage.class);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (String corruption : NAMES) {
                send(producer, Topics.IMAGES, corruption, images.encode(image(corruption)));
            }
            sendFigures(producer);
            send(producer, Topics.IMAGES, NAMES.get(2), NAMES.get(0).getBytes(UTF_8));
        }
        await().atMost(PATIENCE)
                .until(
                        () ->
                                total(reader, "metrics?runId=" + encoded(RUN))
                                        == NAMES.size() * (SCORED_POINTS + NAMES.size()));
        // A summary is reported after the metrics that it summarises.
        await().atMost(PATIENCE).until(() -> corruptionsOfSummaries(reader) == EVERY_SUMMARY);
        await().atMost(PATIENCE).until(() -> total(reader, "dead-letters") == 1);
    }

    private static int corruptionsOfSummaries(HttpReader reader) throws Exception {
        int corruptions = 0;
        for (JsonNode summary : reader.items("/api/v1/summary?runId=" + encoded(RUN))) {
            corruptions += summary.get("corruptions").size();
        }
        return corruptions;
    }

    private static int total(HttpReader reader, String path) throws Exception {
        return reader.json("/api/v1/" + path).get("total").asInt();
    }

    private static TestImage image(String corruption) {
        return new TestImage(
                RUN,
                NAMES.get(4),
                DATASET,
                32,
                32,
                3,
                ImageEncoding.RAW_UINT8,
                ByteBuffer.allocate(IMAGE_BYTES),
                1,
                null,
                null,
                null,
                corruption,
                3,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private static void sendFigures(KafkaProducer<byte[], byte[]> producer) throws Exception {
        AvroWire<RobustnessMetric> metrics = AvroWire.of(RobustnessMetric.class);
        for (String point : NAMES) {
            for (String corruption : NAMES) {
                MetricKey key =
                        new MetricKey(
                                RUN, MODEL, point, DATASET, corruption, 3, LabelKind.OBSERVED);
                RobustnessMetric metric =
                        MetricSamples.metric(
                                key, MetricSamples.sums(50, 0.6, 0.7, 1), Instant.now());
                producer.send(
                                new ProducerRecord<>(
                                        Topics.METRICS,
                                        MetricsTopic.keyBytes(key),
                                        metrics.encode(metric)))
                        .get();
            }
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, String topic, String key, byte[] value)
            throws Exception {
        producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
    }

    /** Every view shows the names as they are, and nothing came of them but text. */
    static void assertText(BrowserPage page) throws Exception {
        for (String view : BrowserPage.VIEWS) {
            page.go("run=%s&view=%s".formatted(encoded(RUN), view));
            assertThat(page.locator("[data-view=%s]".formatted(view))).isVisible();
            assertNames(page, view);
            page.assertNothingInjected();
        }
        page.go("run=" + encoded(RUN));
        assertThat(page.locator("#points tbody tr")).hasCount(SCORED_POINTS + NAMES.size());
        assertThat(page.download("best", "CSV")).doesNotContain("\n=");
    }

    private static void assertNames(BrowserPage page, String view) {
        List<String> points = NAMES.stream().map(point -> MODEL + " / " + point).toList();
        switch (view) {
            case "overview" -> {
                assertThat(page.locator("select[name=run]")).hasValue(RUN);
                assertThat(page.locator("select[name=data]")).hasValue(DATASET);
                assertThat(texts(page.locator("#points tbody .point"))).containsAll(points);
                assertThat(texts(page.locator("#best tbody th > span")))
                        .containsExactlyInAnyOrderElementsOf(plain());
            }
            case "robustness" -> {
                assertThat(texts(page.locator("#map tbody th"))).containsAll(plain());
                Locator cells = page.locator("#map td[data-severity='3'][tabindex]");
                assertThat(cells).hasCount(NAMES.size());
                for (int row = 0; row < NAMES.size(); row++) {
                    cells.nth(row).click();
                    assertThat(cells.nth(row)).hasAttribute("aria-selected", "true");
                    page.locator("#reliability canvas").hover();
                    page.locator("#sequence canvas").hover();
                }
            }
            case "severity" -> {
                for (String corruption : NAMES) {
                    page.locator("select[name=corruption]").selectOption(corruption);
                    page.locator("#accuracy-curve canvas").hover();
                    page.locator("#ece-curve canvas").hover();
                }
            }
            case "calibration" -> {
                assertThat(texts(page.locator(".multiples h2"))).containsAll(points);
                page.locator("#ece-by-method canvas").hover();
            }
            case "health" ->
                    assertThat(page.locator("#dead-letters tbody tr"))
                            .containsText(new String[] {RUN});
            default -> {}
        }
    }

    /** Corruptions as the page writes them. */
    private static List<String> plain() {
        return NAMES.stream().map(name -> name.replace('_', ' ')).toList();
    }

    private static List<String> texts(Locator locator) {
        locator.first().waitFor();
        return locator.allTextContents();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
