package dev.midstream.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void write_metric_hasTheDocumentedFields() throws Exception {
        JsonNode json = written(MetricView.of(MetricSamples.metric("midpoint", "snow", 3)));
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "key", "images", "figures", "bins", "comparison", "position", "updatedAt");
        assertThat(json.get("figures").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Figure.ALL.stream().map(Figure::id).toList());
        assertThat(json.get("updatedAt").asText()).isEqualTo("2026-05-04T12:00:00Z");
        assertThat(json.get("bins").get("count")).hasSize(15);
        assertThat(json.at("/figures/accuracy/high").isNumber()).isTrue();
        assertThat(json.at("/figures/nll/high").isNull()).isTrue();
    }

    @Test
    void write_metricOfNoImages_hasNoFiguresAndNoNaN() throws Exception {
        MetricView view =
                MetricView.of(
                        MetricSamples.metric(
                                MetricSamples.key("midpoint", "snow", 3),
                                ClassificationSums.EMPTY,
                                MetricSamples.NOON));
        assertThat(Json.write(view)).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(written(view).get("figures")).isEmpty();
    }

    @Test
    void write_optional_isItsValueOrNull() {
        assertThat(Json.write(List.of(Optional.of(MetricSamples.NOON), Optional.empty())))
                .isEqualTo("[\"2026-05-04T12:00:00Z\",null]");
    }

    private static JsonNode written(MetricView view) throws Exception {
        return MAPPER.readTree(Json.write(view));
    }
}
