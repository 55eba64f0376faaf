package dev.midstream.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.local.service.HttpProbe;
import java.net.URLEncoder;

/**
 * Prometheus' HTTP interface.
 *
 * @param address of Prometheus
 */
record PrometheusApi(String address, HttpProbe http) {

    /** The samples that an expression gives now. */
    JsonNode query(String expression) throws Exception {
        JsonNode answer =
                http.json(address + "/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalArgumentException(expression + ": " + answer);
        }
        return answer.path("data").path("result");
    }

    /** The value of an expression that gives one sample, or NaN. */
    double value(String expression) throws Exception {
        JsonNode result = query(expression);
        return result.size() == 1 ? result.get(0).path("value").get(1).asDouble() : Double.NaN;
    }

    /** All rules with their health. */
    JsonNode rules() throws Exception {
        return http.json(address + "/api/v1/rules").path("data").path("groups").findPath("rules");
    }
}
