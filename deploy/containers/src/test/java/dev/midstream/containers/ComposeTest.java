package dev.midstream.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class ComposeTest {
    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));
    private static final Path DOCKER = ROOT.resolve("deploy/docker");

    @TempDir private Path directory;

    @Test
    void variables_ofTheComposeFile_areAllSetByTheScripts() throws Exception {
        String compose = Files.readString(DOCKER.resolve("compose.yml"));
        List<String> variables =
                Pattern.compile("\\$\\{(\\w+)}")
                        .matcher(compose)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .distinct()
                        .toList();
        assertThat(variables).contains("KAFKA_IMAGE", "MIDSTREAM_DATA");
        String environment = run("here=" + DOCKER + "; . deploy/docker/compose-environment; env");
        for (String variable : variables) {
            assertThat(environment).contains("\n" + variable + "=");
        }
    }

    @Test
    void ports_ofAllServices_areOnLoopback() throws Exception {
        Map<String, Map<String, Map<String, Object>>> compose =
                new Yaml().load(Files.readString(DOCKER.resolve("compose.yml")));
        int ports = 0;
        for (Map<String, Object> service : compose.get("services").values()) {
            for (Object port : (List<?>) service.getOrDefault("ports", List.of())) {
                assertThat(port.toString()).startsWith("127.0.0.1:");
                ports++;
            }
        }
        assertThat(ports).isGreaterThan(4);
    }

    @Test
    void monitoring_prometheus_isConfiguredWithTheRules() throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/promtool"))) {
            assertThat(System.getenv("CI")).as("promtool where CI=true").isNotEqualTo("true");
            System.out.println("Skipped: promtool is not installed.");
            Assumptions.abort("promtool is not installed");
        }
        Path token = Files.writeString(directory.resolve("token"), "a-token-for-the-tests");
        String configuration =
                Files.readString(DOCKER.resolve("monitoring/prometheus.yml"))
                        .replace("/run/secrets/token", token.toString())
                        .replace("rules/*.yml", ROOT + "/deploy/prometheus/rules/*.yml");
        Path file = Files.writeString(directory.resolve("prometheus.yml"), configuration);
        assertThat(run("/usr/bin/promtool check config " + file))
                .contains("1 rule files found")
                .contains("is valid prometheus config file syntax");
    }

    private static String run(String script) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("bash", "-euc", script)
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
