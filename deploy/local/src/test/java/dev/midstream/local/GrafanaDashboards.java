package dev.midstream.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the dashboards in deploy/grafana ask Prometheus for. */
public final class GrafanaDashboards {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GrafanaDashboards() {}

    /** All dashboards. */
    public static List<JsonNode> read(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("deploy/grafana/dashboards"))) {
            return files.sorted().map(GrafanaDashboards::parse).toList();
        }
    }

    private static JsonNode parse(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    /** Every panel's queries by what they are of, with each variable standing for everything. */
    public static Map<String, String> queries(Path root) throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        for (JsonNode dashboard : read(root)) {
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.put(
                            "%s / %s / %s"
                                    .formatted(
                                            dashboard.path("title").asText(),
                                            panel.path("title").asText(),
                                            target.path("refId").asText()),
                            target.path("expr").asText().replaceAll("\"\\$\\w+\"", "\".*\""));
                }
            }
        }
        return queries;
    }
}
