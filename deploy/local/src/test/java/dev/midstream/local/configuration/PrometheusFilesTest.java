package dev.midstream.local.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.local.GrafanaDashboards;
import dev.midstream.local.Shell;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Installation;
import dev.midstream.local.cluster.SampleCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusFilesTest {
    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));

    private final Shell shell = new Shell(ROOT, Map.of());

    @TempDir private Path directory;

    @Test
    void rules_theirTests_pass() throws Exception {
        requirePromtool();

        assertThat(shell.succeed("promtool test rules deploy/prometheus/tests/midstream_test.yml"))
                .contains("SUCCESS");
    }

    @Test
    void configuration_ofACluster_isValid() throws Exception {
        requirePromtool();
        DataDirectory data = new DataDirectory(directory.resolve("data"));
        data.create(SampleCluster.SETTINGS);

        PrometheusFiles.write(new Installation(ROOT), data, SampleCluster.SETTINGS.ports());

        assertThat(shell.succeed("promtool check config " + PrometheusFiles.configuration(data)))
                .contains("1 rule files found")
                .contains("is valid prometheus config file syntax");
        assertThat(data.configuration().resolve("prometheus/targets/flink.json"))
                .hasContent("[{\"targets\":[\"127.0.0.1:8\",\"127.0.0.1:9\",\"127.0.0.1:10\"]}]");
    }

    @Test
    void dashboards_dataSource_isTheProvisionedOne() throws Exception {
        String provisioned =
                Files.readString(
                        ROOT.resolve("deploy/grafana/provisioning/datasources/prometheus.yml"));
        List<JsonNode> dashboards = GrafanaDashboards.read(ROOT);

        assertThat(dashboards).hasSize(3);
        for (JsonNode dashboard : dashboards) {
            assertThat(dashboard.findValues("datasource"))
                    .isNotEmpty()
                    .allSatisfy(
                            source ->
                                    assertThat(provisioned)
                                            .contains("uid: " + source.path("uid").asText()));
            List<String> ids = new ArrayList<>();
            dashboard.path("panels").forEach(panel -> ids.add(panel.path("id").asText()));
            assertThat(ids).doesNotHaveDuplicates();
        }
        assertThat(dashboards.stream().map(dashboard -> dashboard.path("uid").asText()))
                .doesNotHaveDuplicates();
    }

    private static void requirePromtool() {
        boolean installed = Installation.program("promtool").isPresent();
        if (!installed && !"true".equals(System.getenv("CI"))) {
            System.out.println("Skipped: promtool is not installed.");
            Assumptions.abort("promtool is not installed");
        }
        assertThat(installed).as("promtool is installed where CI=true").isTrue();
    }
}
